import { Button, Group, Stack, Text, Title } from '@mantine/core';

/** Shown when a page itself breaks, e.g. when a new version was installed and an old file is gone. */
export function CrashPage() {
  return (
    <Stack align="center" py={80} gap="sm" ta="center" role="alert">
      <Title order={1} size="h2">Trang gặp lỗi</Title>
      <Text c="dimmed">Số liệu đã lưu không bị ảnh hưởng. Hãy tải lại trang; nếu vẫn lỗi, báo quản trị của Sở Nội vụ.</Text>
      <Group mt="sm">
        <Button onClick={() => window.location.reload()}>Tải lại trang</Button>
        <Button variant="default" component="a" href="/">Về trang đầu</Button>
      </Group>
    </Stack>
  );
}
