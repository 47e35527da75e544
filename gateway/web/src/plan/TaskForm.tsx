import { Autocomplete, Group, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import type { PlanDeadline, PlanTask } from '../api/types';
import { DateField } from '../components/DateField';
import { AREAS } from '../format/labels';
import { DEADLINE_KINDS, deadlineWords, RECURRENCES } from './labels';
import classes from './Plan.module.css';

const AREA_OPTIONS = AREAS.map((name, i) => ({ value: `${i + 1}`, label: `${i + 1}. ${name}` }));
const KINDS = Object.entries(DEADLINE_KINDS).filter(([kind]) => kind !== 'unknown').map(([value, label]) => ({ value, label }));
const CYCLES = Object.entries(RECURRENCES).map(([value, label]) => ({ value, label: `hằng ${label}` }));

interface Props {
  task: PlanTask;
  agencies: string[];
  errorAt: (part: string) => string | undefined;
  onChange: (part: Partial<PlanTask>) => void;
}

/** Every field of one task. */
export function TaskForm({ task, agencies, errorAt, onChange }: Props) {
  const deadline = (part: Partial<PlanDeadline>) => onChange({ deadline: { ...task.deadline, ...part } });
  const { byHand = false, kind } = task.deadline;
  return (
    <Stack gap="xs" className={classes.rowForm} data-row={task.id}>
      <Group gap="xs" grow preventGrowOverflow={false} align="flex-start">
        <Select
          label="Lĩnh vực" data={AREA_OPTIONS} value={task.area ? `${task.area}` : null} flex={2} data-part="area" placeholder="Chưa rõ" error={errorAt('area')}
          onChange={(area) => onChange({ area: area ? Number(area) : null, areaTitle: null })}
        />
        <TextInput label="TT" w={90} value={task.number ?? ''} data-part="number" error={errorAt('number')} onChange={(e) => onChange({ number: e.currentTarget.value || null })} />
        <TextInput label="TT con" w={90} value={task.subNumber ?? ''} error={errorAt('subNumber')} onChange={(e) => onChange({ subNumber: e.currentTarget.value || null })} />
      </Group>
      <Textarea label="Nội dung nhiệm vụ" autosize minRows={2} required value={task.content} data-part="content" error={errorAt('content')} onChange={(e) => onChange({ content: e.currentTarget.value })} />
      <Group gap="xs" grow align="flex-start">
        <Autocomplete
          label="Cơ quan chủ trì" data={agencies} value={task.leadAgency ?? ''} data-part="leadAgency" error={errorAt('leadAgency')}
          onChange={(leadAgency) => onChange({ leadAgency: leadAgency || null })}
        />
        <TextInput
          label="Lãnh đạo phụ trách" value={task.leaderInCharge ?? ''} data-part="leaderInCharge" error={errorAt('leaderInCharge')}
          onChange={(e) => onChange({ leaderInCharge: e.currentTarget.value || null })}
        />
      </Group>
      <Group gap="xs" grow align="flex-start">
        <Lines label="Cơ quan phối hợp" part="coordinators" texts={task.coordinators} error={errorAt('coordinators')} onChange={(coordinators) => onChange({ coordinators })} />
        <Lines label="Sản phẩm" part="products" texts={task.products} error={errorAt('products')} onChange={(products) => onChange({ products })} />
      </Group>
      <Group gap="xs" align="flex-end" grow preventGrowOverflow={false}>
        <TextInput
          label="Thời gian thực hiện (như văn bản)" value={task.deadline.text} data-part="deadline" flex={2} error={errorAt('deadline.text')}
          onChange={(e) => deadline({ text: e.currentTarget.value })}
        />
        <Switch label="Đặt thời hạn bằng tay" checked={byHand} mb={8} onChange={(e) => deadline({ byHand: e.currentTarget.checked, kind: kind === 'unknown' || kind === 'none' ? 'byDate' : kind })} />
      </Group>
      {byHand ? (
        <Group gap="xs" grow align="flex-start">
          <Select label="Loại" data={KINDS} value={kind} allowDeselect={false} error={errorAt('deadline.kind')} onChange={(k) => deadline({ kind: (k ?? 'byDate') as PlanDeadline['kind'] })} />
          {kind === 'recurring' && <Select label="Chu kỳ" data={CYCLES} value={task.deadline.recurrence} error={errorAt('deadline.recurrence')} onChange={(recurrence) => deadline({ recurrence })} />}
          {kind !== 'byDate' && <Day label="Từ ngày" value={task.deadline.from} error={errorAt('deadline.from')} onChange={(from) => deadline({ from })} />}
          <Day label={kind === 'byDate' ? 'Hạn' : 'Đến ngày'} value={task.deadline.to} error={errorAt('deadline.to')} onChange={(to) => deadline({ to })} />
        </Group>
      ) : (
        <Text size="xs" c="dimmed">Hiểu là: {deadlineWords(task.deadline)}. Sửa chữ thì hệ thống đọc lại khi lưu.</Text>
      )}
    </Stack>
  );
}

function Day({ label, value, error, onChange }: { label: string; value: string | null; error?: string; onChange: (day: string | null) => void }) {
  return <DateField label={label} value={value} error={error} valueFormat="DD/MM/YYYY" clearable onChange={(day) => onChange(day)} popoverProps={{ withinPortal: true }} />;
}

/** A list, one text a line. */
function Lines({ label, part, texts, error, onChange }: { label: string; part: string; texts: string[]; error?: string; onChange: (texts: string[]) => void }) {
  return (
    <Textarea
      label={label} description="Mỗi dòng một mục" autosize minRows={1} maxRows={8} value={texts.join('\n')} data-part={part} error={error}
      onChange={(e) => onChange(e.currentTarget.value === '' ? [] : e.currentTarget.value.split('\n'))}
    />
  );
}
