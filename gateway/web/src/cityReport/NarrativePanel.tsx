import { ActionIcon, Badge, Button, Group, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconQuote } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useBlocker } from 'react-router';
import { asProblem } from '../api/problem';
import type { CityReport } from '../api/types';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { useFormKeys } from '../report/keys';
import { useCityReportAct } from './queries';
import { SectionSources } from './SectionSources';

/** The text, section by section: drafted from the communes' words, edited here, each with a look at what the communes wrote. */
export function NarrativePanel({ report, editable }: { report: CityReport; editable: boolean }) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [shown, setShown] = useState<string | null>(null);
  const act = useCityReportAct(report);
  const changed = useMemo(
    () => Object.fromEntries(Object.entries(typed).filter(([code, text]) => text !== (report.narrative[code]?.text ?? ''))),
    [typed, report.narrative],
  );
  const count = Object.keys(changed).length;
  const save = () => {
    if (count === 0 || act.isPending) return;
    act.mutate({ kind: 'save', narrative: changed }, { onSuccess: () => notifications.show({ color: 'teal', message: 'Đã lưu phần lời.' }) });
  };
  useFormKeys(save);
  useUnsavedGuard(count > 0);
  const problem = act.error ? asProblem(act.error) : undefined;
  const section = report.template.sections.find((s) => s.code === shown);
  return (
    <Panel
      title="Phần lời"
      aside={editable && (
        <Group gap="sm">
          <Text size="sm" c="dimmed" role="status">{count > 0 ? `${count} phần chưa lưu` : 'Đã lưu'}</Text>
          <Button size="xs" disabled={count === 0} loading={act.isPending} onClick={save}>Lưu (Ctrl+S)</Button>
        </Group>
      )}
    >
      {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lưu được" />}
      <Stack gap="md">
        {report.template.sections.map((s) => {
          const stored = report.narrative[s.code];
          const text = typed[s.code] ?? stored?.text ?? '';
          const sources = (
            <Tooltip label="Xem các đơn vị viết gì">
              <ActionIcon variant="subtle" aria-label={`Các đơn vị viết gì ở phần ${s.title}`} onClick={() => setShown(s.code)} className="no-print">
                <IconQuote size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          );
          return (
            <div key={s.code}>
              <Group gap="xs" mb={4}>
                <Text fw={600} size="sm" id={`lb-${s.code}`}>{s.title}{s.required && ' *'}</Text>
                {stored?.edited && <Badge size="xs" variant="light">đã sửa tay</Badge>}
                {sources}
              </Group>
              {editable ? (
                <Textarea
                  aria-labelledby={`lb-${s.code}`} autosize minRows={3} maxRows={20} maxLength={50_000} value={text} error={problem?.messageAt(`narrative.${s.code}`)}
                  onChange={(e) => setTyped({ ...typed, [s.code]: e.currentTarget.value })}
                />
              ) : (
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} c={text ? undefined : 'dimmed'}>{text || 'Không có nội dung.'}</Text>
              )}
            </div>
          );
        })}
      </Stack>
      {section && (
        <SectionSources
          period={report.period} city={report.orgUnit} section={section} onClose={() => setShown(null)}
          onQuote={editable ? (line) => setTyped({ ...typed, [section.code]: join(typed[section.code] ?? report.narrative[section.code]?.text ?? '', line) }) : undefined}
        />
      )}
    </Panel>
  );
}

const join = (text: string, line: string) => (text ? `${text}\n${line}` : line);

/** Asks before typed text is lost, within the pages and when the tab is closed. */
function useUnsavedGuard(unsaved: boolean) {
  const blocker = useBlocker(unsaved);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm('Phần lời chưa lưu sẽ mất. Vẫn rời trang?')) blocker.proceed();
    else blocker.reset();
  }, [blocker]);
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
}
