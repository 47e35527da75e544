import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { Messages } from './components/Messages';
import { createQueryClient } from './queryClient';
import { createRouter } from './routes';
import { cssVariables, theme } from './theme';

export function App({ nonce }: { nonce: string }) {
  const [client] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light" getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <Messages />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
