import { createTheme, type CSSVariablesResolver, defaultVariantColorsResolver, type MantineColorsTuple, parseThemeColor } from '@mantine/core';

const navy: MantineColorsTuple = [
  '#eaf1f9', '#d3e0f0', '#a5c0e0', '#759ed0', '#4c80c2', '#336db9', '#2562b5', '#1d4e89', '#173f70', '#0f2f57',
];

/** Text shades dark enough for 4.5:1 on the light shade of the same colour. */
const READABLE: Record<string, string> = {
  yellow: '#6b4e00', orange: '#9a3412', teal: '#0b5c3f', red: '#a61e1e', gray: '#495057', blue: '#1a5a93', indigo: '#1d3f8f', grape: '#7a2590',
};

export const theme = createTheme({
  colors: { navy },
  primaryColor: 'navy',
  primaryShade: 7,
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const name = parseThemeColor({ color: input.color ?? input.theme.primaryColor, theme: input.theme }).color;
    const readable = READABLE[name];
    return readable && (input.variant === 'light' || input.variant === 'outline') ? { ...colors, color: readable } : colors;
  },
  components: {
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
    Tooltip: { defaultProps: { withArrow: true, multiline: true } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Đóng' } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--tone-good': '#0b5c3f', '--tone-warn': '#8a3d00', '--tone-bad': '#a61e1e' },
  light: { '--mantine-color-body': '#f5f7f9', '--mantine-color-dimmed': '#56606a', '--mantine-color-placeholder': '#6b7480' },
  dark: {},
});
