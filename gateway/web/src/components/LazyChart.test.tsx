import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LazyChart } from './LazyChart';

vi.mock('./Chart', () => ({ default: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

describe('LazyChart', () => {
  let seen: (isIntersecting: boolean) => void;
  let figures: () => void;

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

  function Figures() {
    useQuery({ queryKey: ['figures'], queryFn: () => new Promise<number>((resolve) => (figures = () => resolve(1))) });
    return null;
  }

  const open = () =>
    render(
      <MantineProvider>
        <QueryClientProvider client={new QueryClient()}>
          <Figures />
          <div data-testid="place"><LazyChart option={{}} height={190} label="Biểu đồ" /></div>
        </QueryClientProvider>
      </MantineProvider>,
    );

  it('holds its place, and draws when it is seen and the figures are there', async () => {
    open();
    expect(screen.getByTestId('place').firstElementChild).toHaveStyle({ minHeight: 'calc(11.875rem * var(--mantine-scale))' });
    seen(false);
    await act(async () => figures());
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    seen(true);
    expect(await screen.findByRole('img', { name: 'Biểu đồ' })).toBeInTheDocument();
    seen(false);
    expect(screen.getByRole('img', { name: 'Biểu đồ' })).toBeInTheDocument();
  });

  it('lets the figures come first', async () => {
    open();
    seen(true);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    await act(async () => figures());
    expect(await screen.findByRole('img', { name: 'Biểu đồ' })).toBeInTheDocument();
  });
});
