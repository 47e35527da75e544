// From the C# constants of the same words; tests/Architecture/WireWordsTests.cs writes it with UPDATE_WORDS=1.

export type OrgUnitKind = 'nation' | 'province' | 'phuong' | 'xa' | 'dac-khu';

export type RankingBlock = 'phuong' | 'xa';

export type SentReportState = 'draft' | 'submitted' | 'returned' | 'accepted' | 'reopened';

export type TaskState = 'notStarted' | 'inProgress' | 'doneOnTime' | 'doneLate' | 'overdue' | 'waiting' | 'cancelled';

export type ValueStatus = 'confirmed' | 'provisional' | 'missing';

export type Urgency = 'info' | 'warning' | 'urgent';

export type PlanState = 'draft' | 'submitted' | 'returned' | 'approved' | 'issued' | 'closed' | 'merged';

export type CityReportState = 'draft' | 'submitted' | 'returned' | 'issued';

export type PartState = 'notStarted' | 'inProgress' | 'handedIn' | 'returned';

export type TemplateState = 'draft' | 'published' | 'retired';

export type ExportJobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export type LatePolicy = 'accept' | 'until' | 'refuse';

export type TaskOrigin = 'plan' | 'assignment' | 'adHoc';

export type Confirmation = 'none' | 'pending' | 'confirmed' | 'rejected';

export type ExtensionState = 'pending' | 'granted' | 'refused';

export type MailDelivery = 'atOnce' | 'daily' | 'off';

export type Role = 'city-admin' | 'city-analyst' | 'commune-leader' | 'commune-officer' | 'auditor' | 'integration-client';
