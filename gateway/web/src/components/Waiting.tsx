import { Skeleton, Stack } from '@mantine/core';

/** Grey lines where a part will stand. */
export function Waiting({ lines = 5, height = 34 }: { lines?: number; height?: number }) {
  return (
    <Stack gap="xs" aria-busy="true" aria-label="Đang tải">
      {Array.from({ length: lines }, (_, i) => <Skeleton key={i} height={height} />)}
    </Stack>
  );
}
