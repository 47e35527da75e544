import { MantineProvider } from '@mantine/core';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LazyChart } from './LazyChart';

vi.mock('./Chart', () => ({ default: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

describe('LazyChart', () => {
  let seen: (isIntersecting: boolean) => void;

  beforeEach(() => {
    vi.stubGlobal('IntersectionObserver', class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        seen = (isIntersecting) => act(() => tell([{ isIntersecting }]));
      }
      observe() {}
      disconnect() {}
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const open = () =>
    render(
      <MantineProvider>
        <div data-testid="place"><LazyChart option={{}} height={190} label="Biểu đồ" /></div>
      </MantineProvider>,
    );

  it('holds its place, and draws once it is seen', async () => {
    open();
    expect(screen.getByTestId('place').firstElementChild).toHaveStyle({ minHeight: 'calc(11.875rem * var(--mantine-scale))' });
    seen(false);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    seen(true);
    expect(await screen.findByRole('img', { name: 'Biểu đồ' })).toBeInTheDocument();
    seen(false);
    expect(screen.getByRole('img', { name: 'Biểu đồ' })).toBeInTheDocument();
  });
});
