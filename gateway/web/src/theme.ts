import { createTheme, type MantineColorsTuple } from '@mantine/core';

const navy: MantineColorsTuple = [
  '#eaf1f9', '#d3e0f0', '#a5c0e0', '#759ed0', '#4c80c2', '#336db9', '#2562b5', '#1d4e89', '#173f70', '#0f2f57',
];

export const theme = createTheme({
  colors: { navy },
  primaryColor: 'navy',
  primaryShade: 7,
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none' } },
    Tooltip: { defaultProps: { withArrow: true, multiline: true } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Đóng' } } },
  },
});
