import { Button, Group, Paper, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconPrinter } from '@tabler/icons-react';
import type { Report } from '../api/types';
import { formatInstant } from '../format/dates';

/** The proof that the report was sent. */
export function ReceiptCard({ report }: { report: Report }) {
  return (
    <Paper withBorder p="md" component="section" aria-label="Biên nhận">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap">
          <ThemeIcon color="teal.8" size="xl" radius="xl"><IconCheck size={22} aria-hidden /></ThemeIcon>
          <div>
            <Text fw={600}>
              {report.state === 'accepted' ? 'Đã duyệt' : 'Đã gửi'} · {report.onTime ? 'đúng hạn' : 'trễ hạn'} · lần gửi {report.submission}
            </Text>
            <Text size="sm">Biên nhận <b>{report.receipt}</b>, gửi lúc {formatInstant(report.submittedAt)}</Text>
          </div>
        </Group>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>In báo cáo</Button>
      </Group>
    </Paper>
  );
}
