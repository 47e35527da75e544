import { Alert, Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { CityReport } from '../api/types';
import { Dialog } from '../components/Dialog';
import { Failed } from '../components/Failed';
import { rights, useSession } from '../session/session';
import { type CityReportAct, useCityReportAct } from './queries';

type Kind = Exclude<CityReportAct['kind'], 'save'>;

const TITLES: Record<Kind, string> = {
  consolidate: 'Tổng hợp báo cáo',
  submit: 'Trình duyệt báo cáo tổng hợp',
  return: 'Trả lại báo cáo tổng hợp',
  issue: 'Phát hành báo cáo tổng hợp',
  reopen: 'Mở lại báo cáo tổng hợp',
};
const DONE: Record<Kind, string> = {
  consolidate: 'Đã tổng hợp.', submit: 'Đã trình duyệt.', return: 'Đã trả lại.', issue: 'Đã phát hành.', reopen: 'Đã mở lại.',
};

/** What may be done now, by state and role; each step is confirmed in a dialog. */
export function CityReportActions({ report, onReload }: { report: CityReport; onReload: () => void }) {
  const session = useSession();
  const [kind, setKind] = useState<Kind | null>(null);
  const reviews = rights.reviews(session);
  const writes = reviews || session.roles.includes('city-analyst');
  const editable = ['none', 'draft', 'returned'].includes(report.state);
  const button = (of: Kind, label: string, variant: 'filled' | 'default' = 'default') => <Button variant={variant} onClick={() => setKind(of)}>{label}</Button>;
  return (
    <>
      {report.state === 'returned' && report.message && <Alert color="orange" title="Bị trả lại">{report.message}</Alert>}
      <Group gap="sm" className="no-print">
        {writes && editable && button('consolidate', report.state === 'none' ? 'Tổng hợp' : 'Tổng hợp lại', report.state === 'none' ? 'filled' : 'default')}
        {writes && editable && report.state !== 'none' && button('submit', 'Trình duyệt', 'filled')}
        {reviews && report.state === 'submitted' && button('issue', 'Phát hành', 'filled')}
        {reviews && report.state === 'submitted' && button('return', 'Trả lại')}
        {reviews && report.state === 'issued' && button('reopen', 'Mở lại')}
      </Group>
      {kind && <ActDialog kind={kind} report={report} onClose={() => setKind(null)} onReload={onReload} />}
    </>
  );
}

function ActDialog({ kind, report, onClose, onReload }: { kind: Kind; report: CityReport; onClose: () => void; onReload: () => void }) {
  const act = useCityReportAct(report);
  const [text, setText] = useState('');
  const [acceptedOnly, setAcceptedOnly] = useState(false);
  const [discardEdits, setDiscardEdits] = useState(false);
  const problem = act.error ? asProblem(act.error) : undefined;
  const input = (): CityReportAct => {
    switch (kind) {
      case 'consolidate': return { kind, acceptedOnly, discardEdits };
      case 'return': return { kind, message: text };
      case 'issue': return { kind, documentNumber: text.trim() };
      case 'reopen': return { kind, reason: text };
      case 'submit': return { kind };
    }
  };
  const send = () => act.mutate(input(), {
    onSuccess: () => {
      notifications.show({ color: 'teal', message: DONE[kind] });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={TITLES[kind]}>
      <Stack>
        {kind === 'consolidate' && (
          <>
            <Text size="sm">Số liệu được cộng lại từ báo cáo của các đơn vị; phần lời đã sửa tay được giữ nguyên.</Text>
            <Checkbox label="Chỉ lấy báo cáo đã duyệt" description="Nếu không, số liệu chưa duyệt được ghi là tạm tính." checked={acceptedOnly} onChange={(e) => setAcceptedOnly(e.currentTarget.checked)} />
            {report.state !== 'none' && <Checkbox label="Soạn lại cả những phần đã sửa tay" checked={discardEdits} onChange={(e) => setDiscardEdits(e.currentTarget.checked)} />}
          </>
        )}
        {(kind === 'submit' || kind === 'issue') && report.coverage.missing.length > 0 && (
          <Alert color="orange">Còn {report.coverage.missing.length}/{report.coverage.expected} đơn vị chưa có báo cáo.</Alert>
        )}
        {kind === 'submit' && <Text size="sm">Báo cáo được khóa để chờ duyệt. Nội dung chưa lưu sẽ không nằm trong bản trình.</Text>}
        {kind === 'issue' && (
          <>
            <Text size="sm">Bản phát hành không sửa được nữa; muốn sửa phải mở lại và phát hành bản mới.{report.provisional && ' Báo cáo này còn số liệu tạm tính.'}</Text>
            <TextInput label="Số văn bản" placeholder="125/BC-SNV" maxLength={50} value={text} onChange={(e) => setText(e.currentTarget.value)} error={problem?.messageAt('documentNumber')} data-autofocus />
          </>
        )}
        {(kind === 'return' || kind === 'reopen') && (
          <Textarea
            label="Lý do" required autosize minRows={3} value={text} onChange={(e) => setText(e.currentTarget.value)} data-autofocus
            error={problem?.messageAt(kind === 'return' ? 'message' : 'reason')}
          />
        )}
        {problem && (problem.fields.length === 0 || kind === 'submit') && (
          <Failed error={problem} title="Chưa thực hiện được" onRetry={problem.status === 409 ? onReload : undefined} />
        )}
        {kind === 'submit' && problem?.fields.map((f) => <Text key={f.field} size="sm" c="var(--tone-bad)">{f.message}</Text>)}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={act.isPending} onClick={send}>{TITLES[kind].split(' báo cáo')[0]}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
