import { Button, Group, Paper, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChecks, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { Notice } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { usePageTitle } from '../layout/usePageTitle';
import classes from './Inbox.module.css';
import { KIND_OPTIONS } from './kinds';
import { NoticeRow } from './NoticeRow';
import { PreferencesDialog } from './PreferencesDialog';
import { type InboxView, inboxQuery, type Mark, unreadQuery, useMark, useReadAll } from './queries';

const VIEWS: { value: InboxView; label: string }[] = [
  { value: 'unread', label: 'Chưa đọc' },
  { value: 'all', label: 'Tất cả' },
  { value: 'archived', label: 'Lưu trữ' },
];

const EMPTY: Record<InboxView, string> = { unread: 'Không có thông báo chưa đọc', all: 'Chưa có thông báo nào', archived: 'Chưa lưu trữ thông báo nào' };

/** The signed-in person's notices. */
export function InboxPage() {
  usePageTitle('Thông báo');
  const [search, setSearch] = useSearchParams();
  const view = VIEWS.find((v) => v.value === search.get('xem'))?.value ?? 'unread';
  const kind = search.get('loai');
  const [choosing, setChoosing] = useState(false);
  const inbox = useInfiniteQuery(inboxQuery(view, kind));
  const unread = useQuery(unreadQuery);
  const mark = useMark();
  const readAll = useReadAll();
  const notices = inbox.data?.pages.flatMap((page) => page.items) ?? [];

  const choose = (name: string, value: string | null) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    }, { replace: true });

  function send(notice: Notice, as: Mark) {
    mark.mutate(
      { ids: [notice.id], as },
      {
        onError: (error) => notifications.show({ color: 'red', message: asProblem(error).message }),
        onSuccess: () => {
          if (as !== 'archived') return;
          const id = `archived-${notice.id}`;
          notifications.show({
            id, color: 'gray',
            message: (
              <Group justify="space-between" gap="xs">
                Đã lưu trữ.
                <Button size="compact-xs" variant="subtle" onClick={() => { mark.mutate({ ids: [notice.id], as: 'open' }); notifications.hide(id); }}>Hoàn tác</Button>
              </Group>
            ),
          });
        },
      },
    );
  }

  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1} size="h2">Thông báo</Title>
          <Text c="dimmed" size="sm">Nhắc việc, giao việc và kết quả xử lý gửi đến tài khoản này. Sau 90 ngày thông báo tự vào mục lưu trữ.</Text>
        </div>
        <Group gap="xs">
          <Button variant="default" size="sm" leftSection={<IconChecks size={16} aria-hidden />} disabled={!unread.data?.count} loading={readAll.isPending} onClick={() => readAll.mutate(unread.data!.newestId)}>
            Đánh dấu tất cả đã đọc
          </Button>
          <Button variant="default" size="sm" leftSection={<IconSettings size={16} aria-hidden />} onClick={() => setChoosing(true)}>Cách nhận thư</Button>
        </Group>
      </Group>
      <Group gap="sm">
        <SegmentedControl data={VIEWS} value={view} onChange={(value) => choose('xem', value)} aria-label="Xem" />
        <Select data={KIND_OPTIONS} value={kind} onChange={(value) => choose('loai', value)} placeholder="Mọi loại thông báo" aria-label="Loại thông báo" clearable clearButtonProps={{ 'aria-label': 'Bỏ lọc' }} w={240} />
      </Group>
      {inbox.isPending && <Waiting lines={6} height={64} />}
      {inbox.isError && <Failed error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data && (
        <Paper withBorder>
          {notices.length === 0 ? (
            <Empty title={EMPTY[view]}>{kind ? 'Hãy bỏ lọc theo loại để xem các thông báo khác.' : 'Thông báo mới sẽ hiện ở đây và trên chuông ở đầu trang.'}</Empty>
          ) : (
            <ul className={classes.list} aria-label="Thông báo">
              {notices.map((notice) => <NoticeRow key={notice.id} notice={notice} onMark={(as) => send(notice, as)} />)}
            </ul>
          )}
        </Paper>
      )}
      {inbox.hasNextPage && (
        <Button variant="default" onClick={() => void inbox.fetchNextPage()} loading={inbox.isFetchingNextPage}>Xem thông báo cũ hơn</Button>
      )}
      {choosing && <PreferencesDialog onClose={() => setChoosing(false)} />}
    </Stack>
  );
}
