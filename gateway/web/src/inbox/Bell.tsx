import { Button, Indicator } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { unreadQuery } from './queries';

/** The way to the inbox, with the number of unread notices. */
export function Bell() {
  const unread = useQuery(unreadQuery);
  const count = unread.data?.count ?? 0;
  return (
    <Indicator label={count > 99 ? '99+' : count} size={18} color="red" disabled={count === 0} offset={4}>
      <Button component={Link} to="/thong-bao" variant="default" size="sm" px="xs" aria-label={count > 0 ? `Thông báo, ${count} chưa đọc` : 'Thông báo'}>
        <IconBell size={18} aria-hidden />
      </Button>
    </Indicator>
  );
}
