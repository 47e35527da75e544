import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconClipboardCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { LineReason, Report } from '../api/types';
import { later } from '../components/later';
import type { ReviewKind } from '../review/ReviewDialog';

const ReviewDialog = later(async () => (await import('../review/ReviewDialog')).ReviewDialog);

/** The Department reads a submitted report: marks lines, then accepts or returns. */
export function ReviewBar({ report, marked }: { report: Report; marked: LineReason[] }) {
  const [dialog, setDialog] = useState<ReviewKind | null>(null);
  return (
    <Alert icon={<IconClipboardCheck />} title="Báo cáo chờ duyệt">
      <Group justify="space-between" gap="sm">
        <Text size="sm">Cần sửa dòng nào, đánh dấu “trả lại” ở dòng đó{marked.length > 0 && <b> (đã đánh dấu {marked.length})</b>}.</Text>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setDialog('return')}>Trả lại…</Button>
          <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setDialog('accept')}>Duyệt…</Button>
        </Group>
      </Group>
      {dialog && (
        <ReviewDialog kind={dialog} period={report.period} unit={report.orgUnit} unitName={report.orgUnitName} reasons={marked} onClose={() => setDialog(null)} />
      )}
    </Alert>
  );
}
