import { Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { Problem } from '../api/problem';
import { DateField } from '../components/DateField';
import type { EditAct, EditedPlan } from './edit';

/** Title, decision, period and legal bases. */
export function HeadForm({ plan, problem, dispatch }: { plan: EditedPlan; problem: Problem | null; dispatch: (act: EditAct) => void }) {
  const set = (part: Partial<EditedPlan>) => dispatch({ type: 'set', part });
  const decision = (part: Partial<EditedPlan['decision']>) => set({ decision: { ...plan.decision, ...part } });
  const error = (field: string) => problem?.messageAt(field);
  return (
    <Stack gap="xs" data-row="head">
      <Textarea label="Tên kế hoạch" autosize required value={plan.title} data-part="title" error={error('title')} onChange={(e) => set({ title: e.currentTarget.value })} />
      <Group gap="xs" grow align="flex-start">
        <TextInput
          label="Số quyết định hoặc kế hoạch" placeholder="12/KH-UBND" value={plan.decision.number ?? ''} data-part="decision.number" error={error('decision.number')}
          onChange={(e) => decision({ number: e.currentTarget.value || null })}
        />
        <DateField
          label="Ngày ban hành" valueFormat="DD/MM/YYYY" clearable value={plan.decision.date} data-part="decision.date" error={error('decision.date')}
          description={plan.decision.date === null && plan.decision.dateText ? `Văn bản ghi: ${plan.decision.dateText}` : undefined} onChange={(date) => decision({ date })}
        />
        <TextInput
          label="Nơi ban hành" value={plan.decision.place ?? ''} data-part="decision.place" error={error('decision.place')}
          onChange={(e) => decision({ place: e.currentTarget.value || null })}
        />
      </Group>
      <Group gap="xs" grow align="flex-start">
        <TextInput label="Người ký" value={plan.decision.signer ?? ''} data-part="decision.signer" error={error('decision.signer')} onChange={(e) => decision({ signer: e.currentTarget.value || null })} />
        <TextInput label="Chức vụ người ký" value={plan.decision.signerRole ?? ''} error={error('decision.signerRole')} onChange={(e) => decision({ signerRole: e.currentTarget.value || null })} />
        <TextInput
          label="Thời kỳ" description="2026, 2026-H1, 2026-Q3, 2026-2030" value={plan.period} data-part="period" error={error('period') ?? error('periodFrom') ?? error('periodTo')}
          onChange={(e) => set({ period: e.currentTarget.value.trim() })}
        />
      </Group>
      <Textarea
        label="Căn cứ pháp lý" description="Mỗi dòng một căn cứ" autosize minRows={3} value={plan.legalBases.join('\n')} data-part="legalBases"
        error={problem?.fields.find((f) => f.field.startsWith('legalBases'))?.message}
        onChange={(e) => set({ legalBases: e.currentTarget.value === '' ? [] : e.currentTarget.value.split('\n') })}
      />
    </Stack>
  );
}
