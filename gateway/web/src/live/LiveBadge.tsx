import { Group, Text, VisuallyHidden } from '@mantine/core';
import { formatClock, serverNow } from '../format/dates';
import classes from './LiveBadge.module.css';
import type { LiveState } from './rollupStream';

const WORDS: Record<LiveState, string> = { connecting: 'Đang kết nối', live: 'Trực tiếp', reconnecting: 'Đang kết nối lại' };

/** Whether the figures are live, and as of when. */
export function LiveBadge({ state, updatedAt }: { state: LiveState; updatedAt: number }) {
  return (
    <Group gap={8} wrap="nowrap">
      <span className={classes.dot} data-state={state} aria-hidden />
      <div>
        <Text size="sm" fw={600} lh={1.2} aria-hidden>{WORDS[state]}</Text>
        {updatedAt > 0 && <Text size="xs" c="dimmed" lh={1.2}>Cập nhật lúc {formatClock(serverNow(updatedAt))}</Text>}
      </div>
      <VisuallyHidden role="status">{WORDS[state]}</VisuallyHidden>
    </Group>
  );
}
