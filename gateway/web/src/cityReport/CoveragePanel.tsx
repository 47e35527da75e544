import { Anchor, Collapse, Group, Progress, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { CityReport } from '../api/types';
import { Panel } from '../components/Panel';

/** Where the communes stand, who is missing, and what changed since the report was made. */
export function CoveragePanel({ report }: { report: CityReport }) {
  const { expected, sent, accepted, missing } = report.coverage;
  const [opened, list] = useDisclosure();
  const percent = (count: number) => (expected > 0 ? (100 * count) / expected : 0);
  return (
    <Panel title="Nguồn số liệu" aside={<Text size="sm" c="dimmed">{sent}/{expected} đơn vị đã gửi, {accepted} đã duyệt</Text>}>
      <Progress.Root size="lg" aria-label="Báo cáo đã duyệt và đã gửi">
        <Progress.Section value={percent(accepted)} color="teal" aria-label={`Đã duyệt ${accepted}`} />
        <Progress.Section value={percent(sent - accepted)} color="indigo.4" aria-label={`Đã gửi, chưa duyệt ${sent - accepted}`} />
      </Progress.Root>
      <Group gap="lg" mt="xs">
        {missing.length > 0 && (
          <Anchor component="button" type="button" size="sm" onClick={list.toggle} aria-expanded={opened}>
            {missing.length} đơn vị chưa có báo cáo
          </Anchor>
        )}
        {report.changed.length > 0 && (
          <Text size="sm" c="var(--tone-bad)" role="status">
            {report.changed.length} đơn vị có thay đổi sau lần tổng hợp: {report.changed.slice(0, 3).map((u) => u.name).join(', ')}{report.changed.length > 3 && '…'}
          </Text>
        )}
      </Group>
      <Collapse expanded={opened}>
        <Group gap="xs" mt="xs">
          {missing.map((u) => <Anchor key={u.code} size="sm" component={Link} to={`/don-vi/${u.code}?ky=${report.period}`}>{u.name}</Anchor>)}
        </Group>
      </Collapse>
    </Panel>
  );
}
