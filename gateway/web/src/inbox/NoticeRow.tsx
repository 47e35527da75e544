import { ActionIcon, Badge, Button, Group, Spoiler, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconMail, IconMailOpened } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Notice } from '../api/types';
import { formatInstant } from '../format/dates';
import classes from './Inbox.module.css';
import { noticeKind } from './kinds';
import type { Mark } from './queries';

const COLORS: Record<string, string> = { info: 'blue', warning: 'orange', urgent: 'red' };

/** One notice; opening its page marks it as read. */
export function NoticeRow({ notice, onMark }: { notice: Notice; onMark: (as: Mark) => void }) {
  const read = notice.readAt !== null;
  const archived = notice.archivedAt !== null;
  return (
    <li className={classes.notice} data-unread={!read || undefined}>
      <div className={classes.text}>
        <Group gap="xs" mb={2}>
          <Badge color={COLORS[notice.urgency] ?? 'gray'} variant={read ? 'outline' : 'light'}>{noticeKind(notice.kind)}</Badge>
          <Text size="xs" c="dimmed">{formatInstant(notice.raisedAt)}</Text>
          {!read && <Text size="xs" fw={600}>Chưa đọc</Text>}
        </Group>
        <Text fw={read ? 500 : 700}>{notice.title}</Text>
        {notice.body !== '' && (
          <Spoiler maxHeight={104} showLabel="Xem thêm" hideLabel="Thu gọn">
            <Text size="sm" className={classes.body}>{notice.body}</Text>
          </Spoiler>
        )}
      </div>
      <Group gap={6} wrap="nowrap" className={classes.actions}>
        {notice.link && (
          <Button component={Link} to={notice.link} size="xs" variant="default" onClick={() => !read && onMark('read')}>Mở trang</Button>
        )}
        <ActionIcon variant="default" size={30} aria-label={read ? 'Đánh dấu chưa đọc' : 'Đánh dấu đã đọc'} title={read ? 'Đánh dấu chưa đọc' : 'Đánh dấu đã đọc'} onClick={() => onMark(read ? 'unread' : 'read')}>
          {read ? <IconMail size={16} aria-hidden /> : <IconMailOpened size={16} aria-hidden />}
        </ActionIcon>
        <ActionIcon variant="default" size={30} aria-label={archived ? 'Lấy lại từ lưu trữ' : 'Lưu trữ'} title={archived ? 'Lấy lại từ lưu trữ' : 'Lưu trữ'} onClick={() => onMark(archived ? 'open' : 'archived')}>
          {archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
        </ActionIcon>
      </Group>
    </li>
  );
}
