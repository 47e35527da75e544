import { Alert, Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { asProblem, dataOf, Problem } from '../api/problem';
import type { Part, Report, Template } from '../api/types';
import { Dialog } from '../components/Dialog';
import { Failed } from '../components/Failed';
import { formatDeadline, formatInstant, serverNow } from '../format/dates';
import { periodName } from '../format/periods';
import { fieldName, type Progress } from './checks';
import { goToField } from './keys';

interface Props {
  report: Report;
  template: Template;
  progress: Progress;
  hints: Record<string, string>;
  /** Parts that offices have not handed in: told, not forbidden. */
  unfinished: Part[];
  saveNow: () => Promise<number | null>;
  catchUp: () => Promise<number | null>;
  onErrors: (errors: Record<string, string>) => void;
  onClose: () => void;
}

const SHOWN = 8;

/** The leader (lãnh đạo) confirms; what is still missing is told before anything is sent. */
export function SubmitDialog({ report, template, progress, hints, unfinished, saveNow, catchUp, onErrors, onClose }: Props) {
  const client = useQueryClient();
  const { period, orgUnit: unit } = report;
  const open = [...new Set([...progress.missing, ...Object.keys(hints)])];
  const late = report.onTime === null && new Date(report.dueAt) <= serverNow();
  const submit = useMutation({
    mutationFn: async () => {
      const revision = await saveNow();
      if (revision === null) throw new Problem(0, '', 'Chưa lưu được bản nháp nên chưa gửi. Hãy xem thông báo ở thanh cuối trang rồi thử lại.');
      const send = (seen: number) => dataOf(reportApi.POST('/api/reports/{period}/{unit}/submit', { params: { path: { period, unit } }, body: { revision: seen } }));
      try {
        return await send(revision);
      } catch (error) {
        if (asProblem(error).code !== 'RPT-0005') throw error;
        const fresh = await catchUp();
        if (fresh === null) throw new Problem(409, 'RPT-0005', 'Báo cáo vừa được người khác sửa; bản mới đã được tải về. Hãy xem lại rồi gửi.');
        return send(fresh);
      }
    },
    onSuccess: (receipt) => {
      notifications.show({ color: 'teal', title: 'Đã gửi báo cáo', message: `Biên nhận ${receipt.receipt}, lúc ${formatInstant(receipt.submittedAt)}.` });
      for (const key of ['report', 'report-history', 'report-lines', 'rollup', 'series']) void client.invalidateQueries({ queryKey: [key] });
      window.scrollTo({ top: 0 });
      onClose();
    },
    onError: (error) => onErrors(Object.fromEntries(asProblem(error).fields.map((f) => [f.field, f.message]))),
  });
  const refused = submit.error ? asProblem(submit.error) : undefined;
  const go = (field: string) => {
    onClose();
    setTimeout(() => goToField(field), 250);
  };

  return (
    <Dialog onClose={onClose} title="Gửi báo cáo" size="lg">
      <Stack>
        {open.length > 0 ? (
          <Alert color="orange" title={`Còn ${open.length} chỗ phải hoàn thiện trước khi gửi`}>
            <List size="sm">
              {open.slice(0, SHOWN).map((field) => (
                <List.Item key={field}>
                  <Anchor component="button" type="button" size="sm" ta="left" onClick={() => go(field)}>{fieldName(template, field)}</Anchor>
                  {hints[field] ? `: ${hints[field]}` : ': chưa nhập'}
                </List.Item>
              ))}
            </List>
            {open.length > SHOWN && <Text size="sm" mt={4}>… và {open.length - SHOWN} chỗ nữa.</Text>}
          </Alert>
        ) : (
          <Text>
            Gửi báo cáo <b>{periodName(period)}</b> của <b>{report.orgUnitName}</b> tới Sở Nội vụ? Sau khi gửi không sửa được nữa, trừ khi bị trả lại hoặc được mở lại.
          </Text>
        )}
        {unfinished.length > 0 && (
          <Alert color="yellow">Chưa nộp: {unfinished.map((p) => `${p.title} (${p.officeName})`).join(', ')}. Vẫn gửi được nếu số liệu đã đủ.</Alert>
        )}
        {late && <Alert color="red">Hạn gửi là {formatDeadline(report.dueAt)}: báo cáo sẽ được ghi nhận trễ hạn.</Alert>}
        {refused && (refused.fields.length > 0 ? (
          <Alert color="red" title={refused.message} role="alert">
            <List size="sm">{refused.fields.slice(0, SHOWN).map((f) => <List.Item key={f.field}><Anchor component="button" type="button" size="sm" ta="left" onClick={() => go(f.field)}>{f.message}</Anchor></List.Item>)}</List>
          </Alert>
        ) : <Failed error={refused} title="Chưa gửi được" />)}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Quay lại</Button>
          <Button loading={submit.isPending} disabled={open.length > 0} onClick={() => submit.mutate()}>Gửi báo cáo</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
