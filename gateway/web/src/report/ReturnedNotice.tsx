import { Alert, Anchor, Stack, Text, Textarea } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reportApi } from '../api/clients';
import { asProblem, dataOf } from '../api/problem';
import type { Report, Template } from '../api/types';
import { fieldName } from './checks';
import { narrativeField, valueField } from './draft';
import { goToField } from './keys';
import { reportQuery } from './queries';
import classes from './Workflow.module.css';

/** Why the report came back, with a way to each line that is meant and room to answer it. */
export function ReturnedNotice({ report, template, editable, onSaved }: { report: Report; template: Template; editable: boolean; onSaved: () => void }) {
  const returned = report.returned!;
  const fieldOf = (code: string) => (template.items.some((i) => i.code === code) ? valueField(code) : narrativeField(code));
  return (
    <Alert color="orange" icon={<IconArrowBackUp />} title="Báo cáo bị trả lại">
      <Text size="sm" className={classes.text}>{returned.message}</Text>
      {returned.reasons && returned.reasons.length > 0 && (
        <Stack gap="sm" mt="xs">
          {editable && <Text size="sm">Mỗi dòng dưới đây: sửa số liệu, hoặc giải trình vì sao giữ nguyên.</Text>}
          {returned.reasons.map(({ item, reason }) => (
            <div key={item}>
              <Text size="sm">
                <Anchor component="button" type="button" size="sm" ta="left" onClick={() => goToField(fieldOf(item))}>{fieldName(template, fieldOf(item))}</Anchor>: {reason}
              </Text>
              {editable
                ? <Explanation report={report} item={item} name={fieldName(template, fieldOf(item))} onSaved={onSaved} />
                : report.explained[item] && <Text size="sm">Giải trình: {report.explained[item]}</Text>}
            </div>
          ))}
        </Stack>
      )}
    </Alert>
  );
}

/** Stored when the field is left. */
function Explanation({ report, item, name, onSaved }: { report: Report; item: string; name: string; onSaved: () => void }) {
  const client = useQueryClient();
  const { period, orgUnit: unit } = report;
  const [text, setText] = useState(report.explained[item] ?? '');
  const [stored, setStored] = useState(text);
  const explain = useMutation({
    mutationFn: (said: string) =>
      dataOf(reportApi.PUT('/api/reports/{period}/{unit}/explanations', { params: { path: { period, unit } }, body: { lines: { [item]: said } } })),
    onSuccess: (saved, said) => {
      setStored(said);
      client.setQueryData(reportQuery(period, unit).queryKey, (before) => before && { ...before, explained: saved.explained, revision: Math.max(before.revision, saved.revision) });
      void client.invalidateQueries({ queryKey: ['report-changes', period, unit] });
      onSaved();
    },
  });
  return (
    <Textarea
      aria-label={`Giải trình: ${name}`} placeholder="Giải trình (nếu giữ nguyên số liệu)" autosize minRows={1} maxLength={2000} mt={4} value={text}
      onChange={(e) => setText(e.currentTarget.value)} onBlur={() => text !== stored && explain.mutate(text)}
      error={explain.isError && asProblem(explain.error).message}
      description={explain.isPending ? 'Đang lưu…' : text !== '' && text === stored ? 'Đã lưu giải trình' : undefined} inputWrapperOrder={['input', 'description', 'error']}
    />
  );
}
