import { Anchor, Badge, Button, Group, Modal, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import type { Indicator, Template, TemplateVersion } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { indicatorsQuery } from '../indicators/queries';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { AboutEditor } from './AboutEditor';
import { FieldErrors, placeOf } from './edit';
import { FindingsList } from './FindingsList';
import { ItemsEditor } from './ItemsEditor';
import { partsOf } from './parts';
import { PartsEditor } from './PartsEditor';
import { useTemplates, versionsQuery } from './queries';
import { RulesEditor } from './RulesEditor';
import { SectionsEditor } from './SectionsEditor';
import { TemplateStateBadge } from './TemplatesPage';
import { TemplatePreview } from './TemplatePreview';

const NO_INDICATORS: Indicator[] = [];

/** One version of a template: edited while a draft, only read afterwards. */
export function TemplatePage() {
  const { code = '', version = '' } = useParams();
  const versions = useQuery({ ...versionsQuery, refetchOnWindowFocus: false });
  usePageTitle(`Biểu mẫu ${code}`);
  if (versions.isError) return <Failed error={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <Waiting lines={8} />;
  const found = versions.data.find((v) => v.code === code && v.version === Number(version));
  if (!found) return <NotFoundPage what={`Không có biểu mẫu ${code} phiên bản ${version}.`} />;
  return <Editor key={`${code}/${version}/${found.state}`} stored={found} />;
}

function Editor({ stored }: { stored: TemplateVersion }) {
  const { save, publish, retire, remove, begin } = useTemplates();
  const navigate = useNavigate();
  const [template, setTemplate] = useState<Template>(stored.template);
  const [revision, setRevision] = useState(stored.revision);
  const [clean, setClean] = useState(stored.template);
  const [findings, setFindings] = useState(stored.findings);
  const [asking, setAsking] = useState<'publish' | 'retire' | 'remove' | null>(null);
  const readOnly = stored.state !== 'draft';
  const dirty = template !== clean;
  const [tab, setTab] = useState<string | null>(readOnly ? 'preview' : 'items');
  const [goTo, setGoTo] = useState<{ field: string } | null>(null);
  const indicators = useQuery(indicatorsQuery).data ?? NO_INDICATORS;
  const errors = useMemo(() => new FieldErrors(readOnly ? [] : findings), [findings, readOnly]);
  useEffect(() => {
    // Looked for in the page: the field's tab and row have just been drawn.
    const field = goTo && document.querySelector<HTMLElement>(`[data-field="${goTo.field}"], [data-field="${goTo.field.replace(/\[\d+\]$/, '')}"]`);
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }, [goTo]);
  const go = (field: string) => {
    setTab(placeOf(field).tab);
    setGoTo({ field });
  };
  const failed = (error: unknown) => notifications.show({ color: 'red', title: 'Chưa thực hiện được', message: asProblem(error).message, autoClose: 10_000 });
  const edit = { template, readOnly, errors, onChange: setTemplate, indicators };
  const wrong = (name: string) => {
    const count = readOnly ? 0 : findings.filter((f) => placeOf(f.field).tab === name).length;
    return count > 0 ? <Badge color="red" size="sm" aria-label={`${count} chỗ phải sửa`}>{count}</Badge> : undefined;
  };
  const store = async () => {
    const sent = template;
    const saved = await save.mutateAsync({ template: sent, revision });
    setRevision(saved.revision);
    setFindings(saved.findings);
    setClean(sent);
    return saved;
  };
  const act = async () => {
    try {
      if (asking === 'remove') {
        await remove.mutateAsync(stored);
        void navigate('/bieu-mau');
      } else if (asking === 'retire') await retire.mutateAsync(stored);
      else {
        const saved = dirty ? await store() : undefined;
        if ((saved?.findings ?? findings).length === 0) {
          await publish.mutateAsync(stored);
          notifications.show({ color: 'teal', message: `Đã ban hành ${stored.code} phiên bản ${stored.version}.` });
        } else notifications.show({ color: 'orange', message: 'Chưa ban hành: biểu mẫu còn chỗ phải sửa.' });
      }
    } catch (error) {
      const problem = asProblem(error);
      if (problem.fields.length > 0) setFindings(problem.fields);
      failed(error);
    }
    setAsking(null);
  };
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to="/bieu-mau" size="sm">← Biểu mẫu</Anchor>
        <Group justify="space-between">
          <Group gap="sm">
            <Title order={1} size="h2">{template.title || stored.code}</Title>
            <TemplateStateBadge state={stored.state} />
            <Text size="sm" c="dimmed">{stored.code} · phiên bản {stored.version}</Text>
          </Group>
          <Group gap="xs">
            {dirty
              ? <Button variant="default" disabled title="Lưu nháp trước: tệp chứa bản đã lưu">Tải về Excel</Button>
              : <Button variant="default" component="a" href={`/api/reports/templates/${stored.code}/${stored.version}/export?format=xlsx`} download>Tải về Excel</Button>}
            {readOnly ? (
              <>
                {stored.state === 'published' && <Button variant="default" onClick={() => setAsking('retire')}>Dừng dùng…</Button>}
                <Button loading={begin.isPending} onClick={() => begin.mutate(stored.template, { onSuccess: (d) => void navigate(`/bieu-mau/${d.code}/${d.version}`), onError: failed })}>Lập phiên bản mới</Button>
              </>
            ) : (
              <>
                <Text size="xs" c="dimmed" role="status">{dirty ? 'Có thay đổi chưa lưu' : 'Đã lưu'}</Text>
                <Button variant="subtle" color="red" onClick={() => setAsking('remove')}>Bỏ bản nháp…</Button>
                <Button variant="default" disabled={!dirty} loading={save.isPending} onClick={() => void store().catch(failed)}>Lưu nháp</Button>
                <Button onClick={() => setAsking('publish')}>Ban hành…</Button>
              </>
            )}
          </Group>
        </Group>
      </div>
      {!readOnly && <FindingsList findings={findings} template={template} onGo={go} />}
      <Paper withBorder p="md">
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="about" rightSection={wrong('about')}>Thông tin</Tabs.Tab>
            <Tabs.Tab value="items" rightSection={wrong('items')}>Chỉ tiêu ({template.items.length})</Tabs.Tab>
            <Tabs.Tab value="sections" rightSection={wrong('sections')}>Phần lời ({template.sections.length})</Tabs.Tab>
            <Tabs.Tab value="parts" rightSection={wrong('parts')}>Phần việc ({partsOf(template).length})</Tabs.Tab>
            <Tabs.Tab value="rules" rightSection={wrong('rules')}>Kiểm tra, chỉ số ({template.checks.length + template.measures.length})</Tabs.Tab>
            <Tabs.Tab value="preview">Xem thử</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="about"><AboutEditor {...edit} /></Tabs.Panel>
          <Tabs.Panel value="items"><ItemsEditor {...edit} /></Tabs.Panel>
          <Tabs.Panel value="sections"><SectionsEditor {...edit} /></Tabs.Panel>
          <Tabs.Panel value="parts"><PartsEditor {...edit} /></Tabs.Panel>
          <Tabs.Panel value="rules"><RulesEditor {...edit} /></Tabs.Panel>
          <Tabs.Panel value="preview"><TemplatePreview template={template} /></Tabs.Panel>
        </Tabs>
      </Paper>
      {asking && (
        <Modal opened onClose={() => setAsking(null)} title={{ publish: 'Ban hành biểu mẫu', retire: 'Dừng dùng biểu mẫu', remove: 'Bỏ bản nháp' }[asking]}>
          <Stack>
            <Text>
              {asking === 'publish' && 'Sau khi ban hành, phiên bản này không sửa được nữa và báo cáo bắt đầu từ nay dùng nó. Báo cáo đã bắt đầu giữ phiên bản cũ.'}
              {asking === 'retire' && 'Báo cáo bắt đầu từ nay không dùng phiên bản này nữa; báo cáo đã bắt đầu giữ nguyên.'}
              {asking === 'remove' && 'Bản nháp bị xóa hẳn, không lấy lại được.'}
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(null)}>Hủy</Button>
              <Button color={asking === 'remove' ? 'red' : undefined} loading={publish.isPending || retire.isPending || remove.isPending || save.isPending} onClick={() => void act()} data-autofocus>
                {{ publish: 'Ban hành', retire: 'Dừng dùng', remove: 'Bỏ bản nháp' }[asking]}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </Stack>
  );
}
