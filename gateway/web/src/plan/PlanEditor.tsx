import { Alert, Button, Group, Modal, Stack, Tabs, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconDeviceFloppy } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useBlocker } from 'react-router';
import type { Finding, Plan } from '../api/types';
import { rowAt } from './edit';
import { FindingsPanel } from './FindingsPanel';
import { HeadForm } from './HeadForm';
import { isOpen } from './labels';
import type { Lines } from './lines';
import classes from './Plan.module.css';
import { planQuery } from './queries';
import { TargetsEditor, TasksEditor } from './RowsEditor';
import { SourceText } from './SourceText';
import { StepActions } from './StepActions';
import { usePlanEdit } from './usePlanEdit';

const CHANGED_MEANWHILE = 'PLN-0008';

/** The field of a finding comes into view and takes the keyboard; its row is open by then. */
function goTo(row: string | null, part: string | null | undefined) {
  requestAnimationFrame(() => {
    document.getElementById(`dong-${row}`)?.scrollIntoView({ block: 'nearest' });
    document.querySelector<HTMLElement>(`[data-row="${row ?? 'head'}"] [data-part="${part ?? 'content'}"]`)?.focus();
  });
}

/** A plan in work: the document on the left, what was understood on the right, every field correctable. */
export function PlanEditor({ plan }: { plan: Plan }) {
  const client = useQueryClient();
  const { state, dispatch, dirty, problem, saving, saveNow, reload } = usePlanEdit(plan);
  const [lines, setLines] = useState<Lines | null>(null);
  const [chosenRow, setChosenRow] = useState<string | null>(null);
  const [openRows, setOpenRows] = useState<ReadonlySet<string>>(new Set());
  const [tab, setTab] = useState<string | null>(plan.tasks.length > 0 || plan.fileName === '' ? 'tasks' : 'targets');
  const blocker = useBlocker(dirty);
  const settled = useMemo(() => new Set(state.now.resolved), [state.now.resolved]);
  const left = plan.findings.filter((f) => isOpen(f, settled)).length;

  const open = useCallback((row: string) => setOpenRows((rows) => new Set(rows).add(row)), []);
  const toggle = (row: string) => setOpenRows((rows) => {
    const next = new Set(rows);
    if (!next.delete(row)) next.add(row);
    return next;
  });
  const showLines = (where: Lines, row: string) => {
    setLines(where);
    setChosenRow(row);
  };

  function showFinding(finding: Finding) {
    const row = finding.row ?? null;
    const inTasks = row !== null && state.now.tasks.some((t) => t.id === row);
    setTab(row === null ? (finding.part === 'tasks' ? 'tasks' : finding.part === 'targets' ? 'targets' : 'head') : inTasks ? 'tasks' : 'targets');
    setChosenRow(row);
    if (row) open(row);
    const source = [...state.now.tasks, ...state.now.targets].find((r) => r.id === row)?.sourceLines;
    const line = finding.line ?? source?.from;
    if (line) setLines(source ?? { from: line, to: line });
    goTo(row, finding.part);
  }

  async function save() {
    if (!dirty || saving) return;
    if (await saveNow()) notifications.show({ color: 'teal', message: 'Đã lưu kế hoạch.' });
  }

  // On the window: a row that was just removed took the keyboard's place with it.
  const latest = useRef({ save, dispatch });
  useEffect(() => {
    latest.current = { save, dispatch };
  });
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key === 's') {
        event.preventDefault();
        void latest.current.save();
      } else if (event.key === 'z' && !typing) {
        event.preventDefault();
        latest.current.dispatch({ type: 'undo' });
      }
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, []);

  function showFirstMistake() {
    const field = problem?.fields[0]?.field;
    const row = rowAt(state.now, field);
    setTab(field?.startsWith('tasks') ? 'tasks' : field?.startsWith('targets') ? 'targets' : 'head');
    if (row) open(row);
    setChosenRow(row);
    goTo(row, row ? field?.split('.')[1] : field);
  }

  const removed = (name: string) => notifications.show({
    id: 'removed', message: <Group gap="xs">Đã xóa {name}.<Button size="compact-xs" variant="light" onClick={() => { dispatch({ type: 'undo' }); notifications.hide('removed'); }}>Hoàn tác</Button></Group>,
  });

  const rows = { plan: state.now, findings: plan.findings, problem, chosenRow, openRows, dispatch, onToggle: toggle, onShow: showLines, onRemoved: removed };
  return (
    <Stack gap="md">
      <div className={classes.saveBar} role="region" aria-label="Lưu và bước tiếp theo">
        <Text size="sm" fw={600} flex={1} role="status">
          {left > 0 ? `Còn ${left} chỗ cần xem` : 'Đã xem hết'}{dirty && <Text span size="sm" c="var(--tone-warn)"> · có thay đổi chưa lưu</Text>}
        </Text>
        <Button variant="default" size="xs" leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={state.past.length === 0} onClick={() => dispatch({ type: 'undo' })}>Hoàn tác</Button>
        <Button variant={dirty ? 'filled' : 'default'} size="xs" leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={saving} disabled={!dirty} title="Ctrl+S" onClick={() => void save()}>Lưu</Button>
        <StepActions plan={plan} unsaved={dirty} open={left} />
      </div>
      {problem && (
        <Alert color="red" title="Chưa lưu được" role="alert">
          <Group gap="sm">
            <Text size="sm">{problem.message}</Text>
            {problem.fields.length > 0 && <Button size="compact-xs" variant="default" onClick={showFirstMistake}>Tới chỗ cần sửa ({problem.fields.length})</Button>}
            {problem.code === CHANGED_MEANWHILE && (
              <Button size="compact-xs" variant="default" onClick={() => void client.fetchQuery({ ...planQuery(plan.id), staleTime: 0 }).then(reload)}>Tải bản mới, bỏ thay đổi của tôi</Button>
            )}
          </Group>
        </Alert>
      )}
      <FindingsPanel findings={plan.findings} settled={settled} onShow={showFinding} onSettle={(id, resolved) => dispatch({ type: 'resolve', id, resolved })} />
      <div className={plan.fileName ? classes.review : undefined}>
        {plan.fileName && <SourceText id={plan.id} findings={plan.findings} lines={lines} />}
        <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.tables}>
          <Tabs.List>
            <Tabs.Tab value="head">Thông tin chung</Tabs.Tab>
            <Tabs.Tab value="targets">Chỉ tiêu ({state.now.targets.length})</Tabs.Tab>
            <Tabs.Tab value="tasks">Nhiệm vụ ({state.now.tasks.length})</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="head" pt="sm"><HeadForm plan={state.now} problem={problem} dispatch={dispatch} /></Tabs.Panel>
          <Tabs.Panel value="targets" pt="sm"><TargetsEditor {...rows} /></Tabs.Panel>
          <Tabs.Panel value="tasks" pt="sm"><TasksEditor {...rows} /></Tabs.Panel>
        </Tabs>
      </div>
      <Modal opened={blocker.state === 'blocked'} onClose={() => blocker.reset?.()} title="Có thay đổi chưa lưu">
        <Text>Rời trang này thì những sửa đổi chưa lưu sẽ mất.</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => blocker.reset?.()}>Ở lại</Button>
          <Button color="red.8" onClick={() => blocker.proceed?.()}>Bỏ thay đổi</Button>
        </Group>
      </Modal>
    </Stack>
  );
}
