import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { LineReason, Report, Template } from '../api/types';
import { formatInstant } from '../format/dates';
import { REPORT_STATES, reportState } from '../format/labels';
import { rights, useSession } from '../session/session';
import { AreaCard } from './AreaCard';
import { AreaNav } from './AreaNav';
import { brokenChecks, progressOf, takeSuggestions } from './checks';
import { ClashPanel } from './ClashPanel';
import { read } from './draft';
import { FormBar } from './FormBar';
import { goToField, useFormKeys } from './keys';
import { ReceiptCard } from './ReceiptCard';
import classes from './ReportForm.module.css';
import { ReturnedNotice } from './ReturnedNotice';
import { ReviewBar } from './ReviewBar';
import { SubmitDialog } from './SubmitDialog';
import { useReportDraft } from './useReportDraft';

interface Props {
  report: Report;
  template: Template;
  previous: Report | undefined;
  previousPeriod: string | undefined;
  editable: boolean;
  periodOpen: boolean;
}

export function ReportForm({ report, template, previous, previousPeriod, editable, periodOpen }: Props) {
  const session = useSession();
  const draft = useReportDraft(report, template, editable);
  const { state, type, saveNow, dispatch } = draft;
  const [submitting, setSubmitting] = useState(false);
  const [marked, setMarked] = useState<LineReason[]>([]);
  const reading = useMemo(() => read(state.texts, template, state.base), [state.texts, state.base, template]);
  const hints = useMemo(() => ({ ...brokenChecks(template, reading), ...reading.invalid }), [template, reading]);
  const progress = useMemo(() => progressOf(template, reading), [template, reading]);
  const keys = useFormKeys(() => void saveNow());
  const reviewing = rights.reviews(session) && report.state === 'submitted';
  const returned = useMemo(() => new Map(report.returned?.reasons?.map((r) => [r.item, r.reason])), [report.returned]);
  const mark = useCallback(
    (item: string) => setMarked((before) => (before.some((r) => r.item === item) ? before.filter((r) => r.item !== item) : [...before, { item, reason: '' }])),
    [],
  );
  const areas = [...template.areas, { number: 0, title: 'Hạn chế, phương hướng, kiến nghị' }];

  return (
    <div className="no-print" onKeyDown={editable ? keys : undefined} data-form>
      <Stack gap="sm" mb="md">
        {report.returned && <ReturnedNotice returned={report.returned} template={template} />}
        {report.state === 'reopened' && report.reopenedUntil && (
          <Alert color="grape">Báo cáo được mở lại để sửa, gửi lại trước {formatInstant(report.reopenedUntil)}.</Alert>
        )}
        {!editable && !report.receipt && (
          <Alert color="gray" icon={<IconLock />}>{readOnlyReason(report, periodOpen, rights.writesFor(session, report.orgUnit))}</Alert>
        )}
        {report.receipt && (report.state === 'submitted' || report.state === 'accepted') && <ReceiptCard report={report} />}
        {state.clashes.length > 0 && (
          <ClashPanel clashes={state.clashes} template={template} onSettle={(field, text) => dispatch({ type: 'settled', field, text })} />
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
              suggested={report.suggested} editable={editable} onType={type} marked={reviewing ? marked : undefined} onMark={mark}
            />
          ))}
        </Stack>
      </div>
      {editable && (
        <FormBar
          progress={progress} hints={Object.keys(hints).length} state={state} dirty={draft.dirty}
          canSubmit={rights.submitsFor(session, report.orgUnit)}
          onSave={() => void saveNow()}
          onSuggest={() => type(takeSuggestions(state.texts, report.suggested))}
          suggestions={Object.keys(takeSuggestions(state.texts, report.suggested)).length}
          onNextMissing={() => progress.missing[0] && goToField(progress.missing[0])}
          onSubmit={() => setSubmitting(true)}
        />
      )}
      {submitting && (
        <SubmitDialog
          report={report} template={template} progress={progress} hints={hints} saveNow={saveNow}
          onErrors={(errors) => dispatch({ type: 'told', errors })} onClose={() => setSubmitting(false)}
        />
      )}
      <Group justify="flex-end" mt="sm">
        <Text size="xs" c="dimmed">Biểu mẫu {template.code}, phiên bản {template.version}</Text>
      </Group>
    </div>
  );
}

function readOnlyReason(report: Report, periodOpen: boolean, own: boolean): string {
  if (own && !periodOpen) return 'Kỳ báo cáo này đang khóa nên chưa nhập hoặc sửa được. Cần sửa, hãy đề nghị Sở Nội vụ mở lại.';
  return `Chỉ xem. Trạng thái: ${REPORT_STATES[reportState(report.state)].label.toLowerCase()}.`;
}
