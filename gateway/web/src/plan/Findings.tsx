import { Alert, Badge, Button, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Finding } from '../api/types';
import { Panel } from '../components/Panel';
import { bySeverity, SEVERITIES } from './labels';
import classes from './Plan.module.css';

/** What the reading of the document was unsure of, with the line. */
export function Findings({ findings, onShow }: { findings: Finding[]; onShow: (line: number) => void }) {
  if (findings.length === 0) return <Alert color="teal" icon={<IconCircleCheck />}>Đọc được trọn vẹn, không có chỗ nào cần xem lại.</Alert>;
  const serious = findings.filter((f) => f.severity !== 'info').length;
  return (
    <Panel title={`Chỗ cần xem lại (${findings.length})`} aside={<Text size="sm" c="dimmed">{serious > 0 ? `${serious} chỗ quan trọng` : 'chỉ là lưu ý'}</Text>}>
      <ul className={classes.findings}>
        {[...findings].sort(bySeverity).map((finding, index) => (
          <li key={index}>
            <Badge color={SEVERITIES[finding.severity].color} flex="none" w={84}>{SEVERITIES[finding.severity].label}</Badge>
            <Text size="sm" flex={1}>{finding.message}</Text>
            {finding.line !== null && (
              <Button size="compact-xs" variant="subtle" flex="none" onClick={() => onShow(finding.line!)}>dòng {finding.line}</Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
