import { Anchor, Button, Group, Modal, Progress, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { asProblem } from '../api/problem';
import type { Evidence } from '../api/types';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { evidenceQuery, useUpload, useWithdraw } from './queries';
import { fileSize } from './words';
import classes from './WorkList.module.css';

const ACCEPTED = ['.pdf', '.docx', '.xlsx', '.pptx', '.doc', '.xls', '.ppt', '.jpg', '.jpeg', '.png', '.txt', '.csv'];
const LARGEST_MB = 20;

/** Evidence files (minh chứng): drop or choose one, download, withdraw with a reason. */
export function EvidencePanel({ task, may }: { task: string; may: boolean }) {
  const files = useQuery(evidenceQuery(task));
  const [sent, setSent] = useState(0);
  const upload = useUpload(task, setSent);
  const [withdrawing, setWithdrawing] = useState<Evidence | null>(null);
  const [refused, setRefused] = useState('');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function take(file: File | undefined) {
    setRefused('');
    if (!file || upload.isPending) return;
    if (file.size > LARGEST_MB * 1024 * 1024) return setRefused(`Tệp ${Math.ceil(file.size / 1024 / 1024)} MB, tối đa ${LARGEST_MB} MB.`);
    if (!ACCEPTED.some((end) => file.name.toLowerCase().endsWith(end))) return setRefused(`Chỉ nhận tệp ${ACCEPTED.join(', ')}.`);
    setSent(0);
    upload.mutate(file, { onSuccess: (e) => notifications.show({ color: 'teal', message: `Đã nộp ${e.name}${e.revision > 1 ? `, bản ${e.revision}` : ''}.` }) });
  }

  return (
    <Panel title="Minh chứng">
      <Stack gap="sm">
        {may && (
          <div
            className={`${classes.drop} no-print`} data-over={over || undefined} onDragLeave={() => setOver(false)}
            onDragOver={(e) => {
              e.preventDefault();
              setOver(true);
            }}
            onDrop={(e: DragEvent) => {
              e.preventDefault();
              setOver(false);
              take(e.dataTransfer.files[0]);
            }}
          >
            <IconPaperclip size={22} stroke={1.4} aria-hidden />
            <Text size="sm" flex="1 1 200px">Kéo tệp vào đây: PDF, Word, Excel, PowerPoint, ảnh, văn bản; tối đa {LARGEST_MB} MB</Text>
            <Button size="xs" variant="default" loading={upload.isPending} onClick={() => input.current?.click()}>Chọn tệp…</Button>
            <input
              ref={input} type="file" hidden accept={ACCEPTED.join(',')} aria-label="Tệp minh chứng"
              onChange={(e) => {
                take(e.currentTarget.files?.[0]);
                e.currentTarget.value = '';
              }}
            />
            {upload.isPending && <Progress w="100%" value={sent} aria-label={`Đã tải lên ${sent}%`} />}
          </div>
        )}
        {refused && <Text size="sm" c="var(--tone-bad)" role="alert">{refused}</Text>}
        {upload.isError && <Failed error={upload.error} title="Chưa nộp được" />}
        {files.isError && <Failed error={files.error} onRetry={() => void files.refetch()} />}
        {files.isPending && <Waiting lines={2} />}
        {files.data?.length === 0 && <Text size="sm" c="dimmed">Chưa có minh chứng.</Text>}
        <ul className={classes.plain}>
          {files.data?.map((file) => (
            <li key={file.id}>
              <Group justify="space-between" gap="sm" wrap="nowrap">
                <div>
                  {file.withdrawnAt
                    ? <Text size="sm" td="line-through" c="dimmed">{file.name}</Text>
                    : <Anchor size="sm" href={`/api/tasks/${task}/evidence/${file.id}`} download>{file.name}</Anchor>}
                  <Text size="xs" c="dimmed">
                    {file.revision > 1 && `bản ${file.revision} · `}{fileSize(file.size)} · {file.by}, {formatInstant(file.at)}
                    {file.withdrawnAt && ` · ${file.withdrawnBy} rút lại: ${file.withdrawnReason}`}
                  </Text>
                </div>
                {may && !file.withdrawnAt && <Button size="xs" variant="subtle" color="gray" onClick={() => setWithdrawing(file)} aria-label={`Rút ${file.name}`}>Rút</Button>}
              </Group>
            </li>
          ))}
        </ul>
      </Stack>
      {withdrawing && <WithdrawDialog task={task} file={withdrawing} onClose={() => setWithdrawing(null)} />}
    </Panel>
  );
}

function WithdrawDialog({ task, file, onClose }: { task: string; file: Evidence; onClose: () => void }) {
  const withdraw = useWithdraw(task);
  const [reason, setReason] = useState('');
  const problem = withdraw.error ? asProblem(withdraw.error) : undefined;
  return (
    <Modal opened onClose={onClose} title={`Rút minh chứng ${file.name}`}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          withdraw.mutate({ id: file.id, reason }, { onSuccess: onClose });
        }}
      >
        <Stack>
          <Text size="sm">Tệp không tải về được nữa; tên và lý do vẫn được lưu trong lịch sử.</Text>
          <Textarea label="Lý do" required data-autofocus value={reason} onChange={(e) => setReason(e.currentTarget.value)} error={problem?.messageAt('reason')} />
          {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa rút được" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Thôi</Button>
            <Button type="submit" color="red" loading={withdraw.isPending}>Rút minh chứng</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
