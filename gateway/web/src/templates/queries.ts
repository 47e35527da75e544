import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { reportApi } from '../api/clients';
import { dataOf } from '../api/problem';
import type { Template } from '../api/types';
import { templatesQuery } from '../report/queries';

export const versionsQuery = queryOptions({
  queryKey: ['template-versions'],
  queryFn: () => dataOf(reportApi.GET('/api/reports/templates/versions')),
});

export function useTemplates() {
  const client = useQueryClient();
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: versionsQuery.queryKey });
    void client.invalidateQueries({ queryKey: templatesQuery.queryKey });
  };
  const path = (code: string, version: number) => ({ params: { path: { code, version } } });
  type Which = { code: string; version: number };
  return {
    begin: useMutation({ mutationFn: (template: Template) => dataOf(reportApi.POST('/api/reports/templates/versions', { body: { template, revision: null } })), onSuccess }),
    save: useMutation({
      mutationFn: ({ template, revision }: { template: Template; revision: number }) =>
        dataOf(reportApi.PUT('/api/reports/templates/versions/{code}/{version}', { ...path(template.code, template.version), body: { template, revision } })),
      onSuccess,
    }),
    publish: useMutation({ mutationFn: ({ code, version }: Which) => dataOf(reportApi.POST('/api/reports/templates/versions/{code}/{version}/publish', path(code, version))), onSuccess }),
    retire: useMutation({ mutationFn: ({ code, version }: Which) => dataOf(reportApi.POST('/api/reports/templates/versions/{code}/{version}/retire', path(code, version))), onSuccess }),
    remove: useMutation({ mutationFn: ({ code, version }: Which) => dataOf(reportApi.DELETE('/api/reports/templates/versions/{code}/{version}', path(code, version))), onSuccess }),
    upload: useMutation({
      mutationFn: ({ file, code, title }: { file: File; code: string; title: string }) => {
        const form = new FormData();
        form.append('file', file);
        form.append('code', code);
        form.append('title', title);
        return dataOf(reportApi.POST('/api/reports/templates/import', { body: form as never, bodySerializer: (body: unknown) => body as FormData }));
      },
      onSuccess,
    }),
  };
}
