import { Button, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { usePageTitle } from '../layout/usePageTitle';

export function NotFoundPage({ what = 'Không có trang này' }: { what?: string }) {
  usePageTitle(what);
  return (
    <Stack align="center" py={80} gap="sm" ta="center">
      <Text fz={56} fw={700} c="dimmed" lh={1}>404</Text>
      <Title order={1} size="h2">{what}</Title>
      <Text c="dimmed">Địa chỉ có thể đã đổi hoặc gõ nhầm.</Text>
      <Button component={Link} to="/" mt="sm">Về trang đầu</Button>
    </Stack>
  );
}
