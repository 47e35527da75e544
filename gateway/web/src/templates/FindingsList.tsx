import { Alert, Anchor, List, Text } from '@mantine/core';
import type { FieldFinding, Template } from '../api/types';
import { placeOf } from './edit';

const SHOWN = 10;

/** What stands between a draft and its publication; each leads to its field. */
export function FindingsList({ findings, template, onGo }: { findings: FieldFinding[]; template: Template; onGo: (field: string) => void }) {
  if (findings.length === 0) return null;
  return (
    <Alert color="orange" title={`Còn ${findings.length} chỗ phải sửa trước khi ban hành`}>
      <List size="sm">
        {findings.slice(0, SHOWN).map((f, i) => (
          <List.Item key={i}><Anchor component="button" type="button" size="sm" ta="left" onClick={() => onGo(f.field)}>{placeOf(f.field, template).label}</Anchor>: {f.message}</List.Item>
        ))}
      </List>
      {findings.length > SHOWN && <Text size="sm">… và {findings.length - SHOWN} chỗ nữa, số chỗ ghi ở từng thẻ.</Text>}
    </Alert>
  );
}
