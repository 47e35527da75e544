import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Report, Template } from '../api/types';
import { fieldName } from './checks';
import { narrativeField, valueField } from './draft';
import { goToField } from './keys';

/** Why the report came back, with a way to each line that is meant. */
export function ReturnedNotice({ returned, template }: { returned: NonNullable<Report['returned']>; template: Template }) {
  const fieldOf = (code: string) => (template.items.some((i) => i.code === code) ? valueField(code) : narrativeField(code));
  return (
    <Alert color="orange" icon={<IconArrowBackUp />} title="Báo cáo bị trả lại">
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>{returned.message}</Text>
      {returned.reasons && returned.reasons.length > 0 && (
        <List size="sm" mt="xs">
          {returned.reasons.map(({ item, reason }) => (
            <List.Item key={item}>
              <Anchor component="button" type="button" size="sm" ta="left" onClick={() => goToField(fieldOf(item))}>{fieldName(template, fieldOf(item))}</Anchor>: {reason}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
