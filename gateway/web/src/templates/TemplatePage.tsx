import { Alert, Anchor, Badge, Button, Group, List, Modal, MultiSelect, Paper, SimpleGrid, Stack, Tabs, Text, Textarea, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { asProblem } from '../api/problem';
import classes from './Templates.module.css';
import type { Template, TemplateVersion } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { BLOCKS } from '../format/labels';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { ItemsEditor, SectionsEditor } from './LinesEditor';
import { useTemplates, versionsQuery } from './queries';
import { RulesEditor } from './RulesEditor';
import { TEMPLATE_STATES } from './TemplatesPage';
import { TemplatePreview } from './TemplatePreview';

const KINDS = [
  { value: 'month', label: 'Tháng' }, { value: 'quarter', label: 'Quý' }, { value: 'halfYear', label: '6 tháng' }, { value: 'nineMonths', label: '9 tháng' },
  { value: 'year', label: 'Năm' }, { value: 'extraordinary', label: 'Đột xuất' },
];

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
  const errors = useMemo(() => new Map(findings.map((f) => [f.field, f.message])), [findings]);
  const errorAt = (field: string) => errors.get(field);
  const failed = (error: unknown) => notifications.show({ color: 'red', title: 'Chưa thực hiện được', message: asProblem(error).message, autoClose: 10_000 });
  const edit = { template, readOnly, errorAt, onChange: setTemplate };
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
        }
      }
    } catch (error) {
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
            <Badge color={TEMPLATE_STATES[stored.state]?.color}>{TEMPLATE_STATES[stored.state]?.label}</Badge>
            <Text size="sm" c="dimmed">{stored.code} · phiên bản {stored.version}</Text>
          </Group>
          <Group gap="xs">
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
      {!readOnly && findings.length > 0 && (
        <Alert color="orange" title={`Còn ${findings.length} chỗ phải sửa trước khi ban hành`}>
          <List size="sm">{findings.slice(0, 10).map((f, i) => <List.Item key={i}>{f.message}</List.Item>)}</List>
          {findings.length > 10 && <Text size="sm">… và {findings.length - 10} chỗ nữa.</Text>}
        </Alert>
      )}
      <Paper withBorder p="md">
        <Tabs defaultValue={readOnly ? 'preview' : 'items'} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="about">Thông tin</Tabs.Tab>
            <Tabs.Tab value="items">Chỉ tiêu ({template.items.length})</Tabs.Tab>
            <Tabs.Tab value="sections">Phần lời ({template.sections.length})</Tabs.Tab>
            <Tabs.Tab value="rules">Kiểm tra, chỉ số ({template.checks.length + template.measures.length})</Tabs.Tab>
            <Tabs.Tab value="preview">Xem thử</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="about">
            <fieldset className={classes.plain} disabled={readOnly} aria-label="Thông tin biểu mẫu">
              <Stack>
                <TextInput label="Tên biểu mẫu" value={template.title} error={errorAt('title')} onChange={(e) => setTemplate({ ...template, title: e.currentTarget.value })} />
                <SimpleGrid cols={{ base: 1, sm: 2 }}>
                  <MultiSelect label="Dùng cho loại kỳ" data={KINDS} value={template.periodKinds} disabled={readOnly} error={errorAt('periodKinds')} onChange={(periodKinds) => setTemplate({ ...template, periodKinds })} />
                  <MultiSelect
                    label="Dùng cho khối" placeholder={template.blocks?.length ? undefined : 'Mọi khối'} disabled={readOnly} data={Object.entries(BLOCKS).map(([value, label]) => ({ value, label }))}
                    value={template.blocks ?? []} onChange={(blocks) => setTemplate({ ...template, blocks: blocks.length > 0 ? blocks : null })}
                  />
                </SimpleGrid>
                <TextInput
                  label="Chỉ cho các đơn vị" description="Mã đơn vị, cách nhau bằng dấu phẩy; để trống là mọi đơn vị" defaultValue={template.units?.join(', ') ?? ''} error={errorAt('units')}
                  onBlur={(e) => {
                    const units = e.currentTarget.value.split(/[\s,;]+/).filter(Boolean);
                    setTemplate({ ...template, units: units.length > 0 ? units : null });
                  }}
                />
                <Textarea
                  label="Lĩnh vực" description="Mỗi dòng một lĩnh vực, theo thứ tự" autosize minRows={4} defaultValue={template.areas.map((a) => a.title).join('\n')} error={errorAt('areas')}
                  onBlur={(e) => setTemplate({ ...template, areas: e.currentTarget.value.split('\n').map((t) => t.trim()).filter(Boolean).map((title, i) => ({ number: i + 1, title })) })}
                />
              </Stack>
            </fieldset>
          </Tabs.Panel>
          <Tabs.Panel value="items"><ItemsEditor {...edit} /></Tabs.Panel>
          <Tabs.Panel value="sections"><SectionsEditor {...edit} /></Tabs.Panel>
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
