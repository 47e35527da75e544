import { Anchor, Button, Group, Paper, Text, ThemeIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconCheck, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { Report } from '../api/types';
import { ReasonDialog } from '../components/ReasonDialog';
import { formatInstant } from '../format/dates';
import { rights, useSession } from '../session/session';

/** The proof that the report was sent; before review the leader may take it back. */
export function ReceiptCard({ report }: { report: Report }) {
  const session = useSession();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { period, orgUnit: unit } = report;
  const withdraw = useMutation({
    mutationFn: (reason: string) => dataOf(reportApi.POST('/api/reports/{period}/{unit}/withdraw', { params: { path: { period, unit } }, body: { reason } })),
    onSuccess: () => {
      notifications.show({ color: 'teal', message: 'Đã rút báo cáo về bản nháp. Nhớ gửi lại trước hạn.' });
      for (const key of ['report', 'report-history', 'report-lines', 'rollup', 'report-parts']) void client.invalidateQueries({ queryKey: [key] });
      setAsking(false);
    },
  });
  return (
    <Paper withBorder p="md" component="section" aria-label="Biên nhận">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap">
          <ThemeIcon color="teal.8" size="xl" radius="xl"><IconCheck size={22} aria-hidden /></ThemeIcon>
          <div>
            <Text fw={600}>
              {report.state === 'accepted' ? 'Đã duyệt' : 'Đã gửi'} · {report.onTime ? 'đúng hạn' : 'trễ hạn'} · lần gửi {report.submission}
            </Text>
            <Text size="sm">
              Biên nhận <Anchor component={Link} to={`/bien-nhan/${report.receipt}`} fw={700} size="sm">{report.receipt}</Anchor>, gửi lúc {formatInstant(report.submittedAt)}
            </Text>
          </div>
        </Group>
        <Group gap="xs">
          {report.state === 'submitted' && rights.submitsFor(session, unit) && (
            <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setAsking(true)}>Rút báo cáo…</Button>
          )}
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>In báo cáo</Button>
        </Group>
      </Group>
      {asking && (
        <ReasonDialog
          title="Rút báo cáo" text="Báo cáo trở về bản nháp, số liệu không còn được tính. Đúng hạn hay trễ hạn được xét lại ở lần gửi sau."
          label="Lý do rút" confirm="Rút báo cáo" busy={withdraw.isPending} error={withdraw.error} onSend={withdraw.mutate} onClose={() => setAsking(false)}
        />
      )}
    </Paper>
  );
}
