import { ActionIcon, Anchor, Group, Progress, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ExportJob } from '../api/types';
import type { ExportJobState } from '../api/words';
import { FORMAT_NAMES } from '../components/Downloads';
import { formatInstant } from '../format/dates';
import { blockName } from '../format/labels';
import { periodName } from '../format/periods';
import { isUnderWay, useDropExport } from './queries';

const STATES: Record<ExportJobState, string> = { queued: 'Đang chờ', running: 'Đang xuất', done: 'Xong', failed: 'Không xuất được', cancelled: 'Đã hủy' };

/** One export: what it is, how far, and its file when done. */
export function ExportJobLine({ job }: { job: ExportJob }) {
  const drop = useDropExport();
  const what = [periodName(job.period), FORMAT_NAMES[job.format as keyof typeof FORMAT_NAMES] ?? job.format, job.block && blockName(job.block), job.acceptedOnly && 'đã duyệt'].filter(Boolean).join(' · ');
  return (
    <Group role="listitem" wrap="nowrap" gap="sm">
      <div>
        <Text size="sm">{what}</Text>
        <Text size="xs" c="dimmed">{formatInstant(job.createdAt)}</Text>
      </div>
      <Group ml="auto" wrap="nowrap" gap="sm">
        {isUnderWay(job) && <Progress w={120} value={job.total ? (100 * job.done) / job.total : 0} aria-label="Tiến độ xuất" />}
        <Text size="sm" role="status" c={job.state === 'failed' ? 'var(--tone-bad)' : undefined}>
          {job.state === 'running' && job.total > 0 ? `${job.done}/${job.total}` : STATES[job.state as ExportJobState] ?? job.state}
        </Text>
        {job.state === 'done' && (
          <Anchor size="sm" href={`/api/reports/export-jobs/${job.id}/file`} download>
            Tải tệp ({Math.max(1, Math.round(job.bytes / 1024)).toLocaleString('vi-VN')} KB)
          </Anchor>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={isUnderWay(job) ? 'Hủy lần xuất này' : 'Xóa lần xuất này'} loading={drop.isPending} onClick={() => drop.mutate(job.id)}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {job.error && <Text size="xs" c="var(--tone-bad)">{job.error}</Text>}
    </Group>
  );
}
