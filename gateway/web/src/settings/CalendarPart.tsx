import { ActionIcon, Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { CalendarYear } from '../api/types';
import { Failed } from '../components/Failed';
import { Panel } from '../components/Panel';
import { Waiting } from '../components/Waiting';
import { formatDay, formatInstant, today } from '../format/dates';
import classes from './Calendar.module.css';
import { type Days, isWeekend, readPasted, toDays, toList } from './calendarDays';
import { MonthGrid } from './MonthGrid';
import { calendarQuery, proposals, useSaveCalendar } from './queries';

/** The working-day calendar of one year, from which due dates are counted. */
export function CalendarPart() {
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const calendar = useQuery(calendarQuery(year));
  return (
    <Panel
      title={`Lịch làm việc năm ${year}`}
      aside={
        <Group gap="xs" className="no-print">
          <ActionIcon variant="default" size="lg" aria-label="Năm trước" onClick={() => setYear(year - 1)}><IconChevronLeft size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label="Năm sau" onClick={() => setYear(year + 1)}><IconChevronRight size={18} aria-hidden /></ActionIcon>
        </Group>
      }
    >
      {calendar.isPending && <Waiting lines={8} />}
      {calendar.isError && <Failed error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.data && <Editor key={`${year}-${calendar.data.version}`} calendar={calendar.data} />}
    </Panel>
  );
}

function Editor({ calendar }: { calendar: CalendarYear }) {
  const save = useSaveCalendar(calendar.year);
  const [days, setDays] = useState(() => toDays(calendar.days));
  const [before, setBefore] = useState<Days[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pasting, setPasting] = useState(false);
  const problem = save.error ? asProblem(save.error) : undefined;
  const changed = before.length > 0;
  const change = (next: Days) => {
    setBefore([...before, days]);
    setDays(next);
  };
  const undo = () => {
    setDays(before.at(-1)!);
    setBefore(before.slice(0, -1));
  };
  async function propose() {
    try {
      const offered = toDays(await proposals(calendar.year));
      change({ ...offered, ...days });
      notifications.show({ color: 'blue', message: 'Đã thêm các ngày nghỉ đề xuất. Hãy kiểm tra với thông báo nghỉ lễ, Tết của năm rồi mới lưu.' });
    } catch (error) {
      notifications.show({ color: 'red', message: asProblem(error).message });
    }
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" className="no-print">
        Thứ hai đến thứ sáu là ngày làm việc. Chọn một ngày để ghi ngày nghỉ (đỏ) hoặc ngày cuối tuần làm bù (xanh). Hạn xử lý và lịch nhắc việc tính theo lịch này.
        {calendar.changedBy && ` Sửa lần cuối: ${calendar.changedBy}, ${formatInstant(calendar.changedAt)}.`}
      </Text>
      <Group gap="xs" className="no-print">
        <Button loading={save.isPending} disabled={!changed} onClick={() => save.mutate({ version: calendar.version, days: toList(days) }, { onSuccess: () => notifications.show({ color: 'teal', message: 'Đã lưu lịch.' }) })}>Lưu lịch</Button>
        <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={!changed} onClick={undo}>Hoàn tác</Button>
        <Button variant="default" onClick={() => void propose()}>Đề xuất ngày nghỉ theo luật</Button>
        <Button variant="default" onClick={() => setPasting(true)}>Dán danh sách</Button>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>In</Button>
      </Group>
      {changed && <Alert color="yellow" className="no-print">Lịch đã sửa, chưa lưu.</Alert>}
      {problem && <Failed error={problem} title="Chưa lưu được" />}
      {problem?.fields.map((f) => <Text key={f.field} size="sm" c="red">{f.message}</Text>)}
      <div className={classes.year}>
        {Array.from({ length: 12 }, (_, i) => <MonthGrid key={i} year={calendar.year} month={i + 1} days={days} onPick={setChosen} />)}
      </div>
      <ul className={classes.named}>
        {toList(days).map((d) => <li key={d.day}><b>{formatDay(d.day)}</b> {d.name}{d.working ? ' (làm bù)' : ''}</li>)}
      </ul>
      {chosen && <DayDialog day={chosen} days={days} onChange={change} onClose={() => setChosen(null)} />}
      {pasting && <PasteDialog year={calendar.year} onTake={(pasted) => change({ ...days, ...pasted })} onClose={() => setPasting(false)} />}
    </Stack>
  );
}

function DayDialog({ day, days, onChange, onClose }: { day: string; days: Days; onChange: (days: Days) => void; onClose: () => void }) {
  const known = days[day];
  const working = isWeekend(day);
  const [name, setName] = useState(known?.name ?? '');
  const take = () => {
    onChange({ ...days, [day]: { working: known?.working ?? working, name: name.trim() } });
    onClose();
  };
  const drop = () => {
    const rest = { ...days };
    delete rest[day];
    onChange(rest);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={formatDay(day)}>
      <Stack>
        <TextInput label={(known?.working ?? working) ? 'Làm bù vì' : 'Nghỉ vì'} placeholder={working ? 'Làm bù cho ngày …' : 'Quốc khánh'} maxLength={100} data-autofocus value={name} onChange={(e) => setName(e.currentTarget.value)} onKeyDown={(e) => e.key === 'Enter' && name.trim() && take()} />
        <Group justify="flex-end">
          {known && <Button variant="default" color="red" onClick={drop}>Trở lại ngày thường</Button>}
          <Button disabled={!name.trim()} onClick={take}>Ghi</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function PasteDialog({ year, onTake, onClose }: { year: number; onTake: (days: Days) => void; onClose: () => void }) {
  const [text, setText] = useState('');
  const pasted = readPasted(text, year);
  const count = Object.keys(pasted.days).length;
  return (
    <Modal opened onClose={onClose} title="Dán danh sách ngày" size="lg">
      <Stack>
        <Textarea label="Mỗi dòng một ngày" description={`Ví dụ: 30/04/${year} Ngày Chiến thắng. Dòng có chữ “làm bù” là ngày cuối tuần đi làm.`} autosize minRows={6} maxRows={16} data-autofocus value={text} onChange={(e) => setText(e.currentTarget.value)} />
        {pasted.wrong.length > 0 && <Alert color="orange" title="Chưa đọc được các dòng">{pasted.wrong.join(' · ')}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button disabled={count === 0} onClick={() => { onTake(pasted.days); onClose(); }}>Thêm {count} ngày</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
