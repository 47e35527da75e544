import { Alert, Button, Stack } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { asProblem } from '../api/problem';

/** A part that could not be loaded, with a way to try again. */
export function Failed({ error, onRetry, title = 'Chưa tải được dữ liệu' }: { error: unknown; onRetry?: () => void; title?: string }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={title} role="alert" my="sm">
      <Stack gap="sm" align="flex-start">
        {asProblem(error).message}
        {onRetry && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRetry}>Thử lại</Button>
        )}
      </Stack>
    </Alert>
  );
}
