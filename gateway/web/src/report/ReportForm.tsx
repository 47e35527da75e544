import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { LineReason, PartsView, Report, Template } from '../api/types';
import { asProblem } from '../api/problem';
import { later } from '../components/later';
import { formatInstant } from '../format/dates';
import { REPORT_STATES, reportState } from '../format/labels';
import { rights, useSession } from '../session/session';
import { AreaCard } from './AreaCard';
import { AreaNav } from './AreaNav';
import { brokenChecks, progressOf, takeSuggestions } from './checks';
import { ChangesPanel } from './ChangesPanel';
import { ClashPanel } from './ClashPanel';
import { read, type Texts } from './draft';
import { FormBar } from './FormBar';
import { useFormKeys } from './keys';
import { PartBar } from './PartBar';
import { PartsPanel } from './PartsPanel';
import { ReceiptCard } from './ReceiptCard';
import classes from './ReportForm.module.css';
import { ReturnedNotice } from './ReturnedNotice';
import { ReviewBar } from './ReviewBar';
import { mayWrite, unfinished, usePartAct, usePartLease } from './useParts';
import { useReportDraft } from './useReportDraft';

const SubmitDialog = later(async () => (await import('./SubmitDialog')).SubmitDialog);

interface Props {
  report: Report;
  template: Template;
  previous: Report | undefined;
  previousPeriod: string | undefined;
  editable: boolean;
  /** Why the period takes nothing from this unit now; undefined when it does. */
  closed: string | undefined;
  parts?: PartsView;
}

export function ReportForm({ report, template, previous, previousPeriod, editable, closed, parts }: Props) {
  const session = useSession();
  const draft = useReportDraft(report, template, editable, parts);
  const { state, saveNow, dispatch } = draft;
  const lease = usePartLease(editable ? parts : undefined);
  const act = usePartAct(report.period, report.orgUnit);
  const write = draft.type;
  const type = useCallback((fields: Texts) => {
    lease(Object.keys(fields));
    write(fields);
  }, [lease, write]);
  const canWrite = useCallback((code: string) => editable && mayWrite(parts, report.reopenedItems, code), [editable, parts, report.reopenedItems]);
  const [submitting, setSubmitting] = useState(false);
  const [marked, setMarked] = useState<LineReason[]>([]);
  const reading = useMemo(() => read(state.texts, template, state.base), [state.texts, state.base, template]);
  const hints = useMemo(() => ({ ...brokenChecks(template, reading), ...reading.invalid }), [template, reading]);
  // An office is told of its own part.
  const own = useMemo(() => (parts && !parts.assembles ? new Set(parts.parts.filter((p) => p.mine).flatMap((p) => p.codes)) : undefined), [parts]);
  const progress = useMemo(() => progressOf(template, reading, undefined, own && ((code) => own.has(code))), [template, reading, own]);
  const toReview = Object.keys(hints).filter((f) => !own || own.has(f.slice(f.indexOf('.') + 1)));
  const keys = useFormKeys(() => void saveNow());
  const reviewing = rights.reviews(session) && report.state === 'submitted';
  const returned = useMemo(() => new Map(report.returned?.reasons?.map((r) => [r.item, r.reason])), [report.returned]);
  const mark = useCallback(
    (item: string) => setMarked((before) => (before.some((r) => r.item === item) ? before.filter((r) => r.item !== item) : [...before, { item, reason: '' }])),
    [],
  );
  const suggestions = Object.fromEntries(Object.entries(takeSuggestions(state.texts, report.suggested)).filter(([field]) => canWrite(field.slice(field.indexOf('.') + 1))));
  const areaOf = useMemo(() => new Map([...template.items, ...template.sections].map((x) => [x.code, x.area])), [template]);
  const areas = [...template.areas, { number: 0, title: 'Hạn chế, phương hướng, kiến nghị' }];

  return (
    <div className="no-print" onKeyDown={editable ? keys : undefined} data-form>
      <Stack gap="sm" mb="md">
        {report.returned && <ReturnedNotice report={report} template={template} editable={editable} onSaved={() => void draft.catchUp().catch(() => undefined)} />}
        {report.state === 'reopened' && report.reopenedUntil && (
          <Alert color="grape">Báo cáo được mở lại để sửa, gửi lại trước {formatInstant(report.reopenedUntil)}.{report.reopenedItems && ` Chỉ ${report.reopenedItems.length} dòng được mở lại; các dòng khác giữ nguyên.`}</Alert>
        )}
        {!editable && !report.receipt && (
          <Alert color="gray" icon={<IconLock />}>{readOnlyReason(report, rights.writesFor(session, report.orgUnit) ? closed : undefined)}</Alert>
        )}
        {report.receipt && (report.state === 'submitted' || report.state === 'accepted') && <ReceiptCard report={report} />}
        {state.clashes.length > 0 && (
          <ClashPanel clashes={state.clashes} template={template} onSettle={(field, text) => dispatch({ type: 'settled', field, text })} />
        )}
        {parts && editable && <PartsPanel parts={parts} editable={editable} />}
        {(report.submission > 1 || (report.submission > 0 && editable)) && (
          <ChangesPanel period={report.period} unit={report.orgUnit} submission={report.submission} draft={editable} />
        )}
        {reviewing && <ReviewBar report={report} marked={marked} />}
      </Stack>
      <div className={classes.columns}>
        <AreaNav areas={areas} template={template} reading={reading} hints={hints} />
        <Stack gap="md">
          {areas.map((area) => (
            <AreaCard
              key={area.number} number={area.number} title={area.title} template={template} texts={state.texts}
              hints={hints} errors={state.errors} returned={returned} previous={previous?.values} previousPeriod={previousPeriod}
              suggested={report.suggested} canWrite={canWrite} computed={reading.values} onType={type} marked={reviewing ? marked : undefined} onMark={mark}
              bars={editable && parts?.parts.filter((p) => p.codes.some((c) => areaOf.get(c) === area.number)).map((part) => (
                <PartBar
                  key={part.code} part={part} assembles={parts.assembles} editable={editable} saveNow={saveNow}
                  unreadable={Object.keys(reading.invalid).find((f) => part.codes.includes(f.slice(f.indexOf('.') + 1)))}
                  onAct={(input, done, failed) => act.mutate(input, { onSuccess: done, onError: (error) => failed(asProblem(error)) })}
                />
              ))}
            />
          ))}
        </Stack>
      </div>
      {editable && (
        <FormBar
          progress={progress} hints={toReview.length} state={state} dirty={draft.dirty} unsaved={draft.unsaved} office={parts !== undefined && !parts.assembles}
          canSubmit={rights.submitsFor(session, report.orgUnit)}
          onSave={() => void saveNow()}
          onSuggest={() => type(suggestions)}
          suggestions={Object.keys(suggestions).length}
          unreadable={Object.keys(reading.invalid).length} next={progress.missing[0] ?? toReview[0]}
          onSubmit={() => setSubmitting(true)}
        />
      )}
      {submitting && (
        <SubmitDialog
          report={report} template={template} progress={progress} hints={hints} saveNow={saveNow} catchUp={draft.catchUp} unfinished={unfinished(parts)}
          onErrors={(errors) => dispatch({ type: 'told', errors })} onClose={() => setSubmitting(false)}
        />
      )}
      <Group justify="flex-end" mt="sm">
        <Text size="xs" c="dimmed">Biểu mẫu {template.code}, phiên bản {template.version}</Text>
      </Group>
    </div>
  );
}

function readOnlyReason(report: Report, closed: string | undefined): string {
  return closed ?? `Chỉ xem. Trạng thái: ${REPORT_STATES[reportState(report.state)].label.toLowerCase()}.`;
}
