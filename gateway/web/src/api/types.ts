import type { components as Identity } from './generated/identity';
import type { components as Indicators } from './generated/indicators';
import type { components as Plans } from './generated/plans';
import type { components as Reports } from './generated/reporting';
import type { components as Rollups } from './generated/rollups';
import type { components as Tasks } from './generated/tasks';

export type OrgUnit = Identity['schemas']['OrgUnitInfo'];
export type ApiClient = Identity['schemas']['ClientView'];
export type ClientSecret = Identity['schemas']['ClientSecret'];

export type Period = Reports['schemas']['PeriodView'];
export type Report = Reports['schemas']['ReportView'];
export type ReportContent = Reports['schemas']['ReportContent'];
export type ReportLine = Reports['schemas']['ReportListItem'];
export type ReportStep = Reports['schemas']['HistoryView'];
export type Receipt = Reports['schemas']['SubmitAnswer'];
export type CityReport = Reports['schemas']['CityReportView'];
export type ExportJob = Reports['schemas']['BulkExportView'];
export type LineReason = Reports['schemas']['LineReason'];
export type Template = Reports['schemas']['Template'];
export type TemplateItem = Reports['schemas']['TemplateItem'];
export type TemplateSection = Reports['schemas']['TemplateSection'];

export type PartsView = Reports['schemas']['PartsView'];
export type Part = Reports['schemas']['PartView'];
export type PeriodEdit = Reports['schemas']['PeriodEdit'];
export type TemplateVersion = Reports['schemas']['TemplateVersion'];
export type FieldFinding = Reports['schemas']['FieldError'];
export type QueueLine = Reports['schemas']['QueueLine'];
export type QueueFlag = Reports['schemas']['QueueFlag'];
export type Cockpit = Reports['schemas']['CockpitView'];
export type CockpitCounts = Reports['schemas']['CockpitCounts'];
export type UnsentUnit = Reports['schemas']['UnsentUnit'];

export type Rollup = Rollups['schemas']['RollupDocument'];
export type RollupChild = Rollups['schemas']['ChildLine'];
export type RollupIndicator = Rollups['schemas']['IndicatorLine'];
export type TaskCounts = Rollups['schemas']['TaskSummary'];

export type Indicator = Indicators['schemas']['Definition'];
export type Comparison = Indicators['schemas']['CompareAnswer'];
export type ComparisonRow = Indicators['schemas']['CompareRow'];
export type Series = Indicators['schemas']['SeriesAnswer'];

export type Plan = Plans['schemas']['PlanView'];
export type PlanLine = Plans['schemas']['PlanListItem'];
export type PlanTarget = Plans['schemas']['TargetView'];
export type PlanTask = Plans['schemas']['TaskView'];
export type Finding = Plans['schemas']['FindingView'];
export type PlanInput = Plans['schemas']['PlanInput'];
export type PlanStep = Plans['schemas']['PlanStep'];
export type PlanDeadline = Plans['schemas']['DeadlineView'];
export type PlanDifferences = Plans['schemas']['PlanDifferences'];
export type RowDifference = Plans['schemas']['RowDifference'];
export type CascadedItem = Plans['schemas']['CascadedItemView'];
export type CascadeItem = Plans['schemas']['CascadeItemView'];
export type CascadeInput = Plans['schemas']['CascadeInput'];

export type Task = Tasks['schemas']['TaskView'];
export type TaskDetail = Tasks['schemas']['TaskDetail'];
export type ReminderRules = Tasks['schemas']['RulesView'];
export type ReminderStep = Tasks['schemas']['ReminderStep'];
export type Forecast = Tasks['schemas']['ForecastView'];
export type TaskForecast = Tasks['schemas']['TaskForecast'];

export type Notice = Identity['schemas']['InboxItem'];
export type NoticePreferences = Identity['schemas']['PreferencesView'];
export type User = Identity['schemas']['UserView'];
export type Office = Identity['schemas']['Office'];
export type CalendarYear = Identity['schemas']['CalendarYear'];
export type CalendarDay = Identity['schemas']['CalendarDay'];
export type Mails = Identity['schemas']['MailsView'];
export type DeadMail = Identity['schemas']['DeadMail'];
export type TaskPage = Tasks['schemas']['TaskPage'];
export type TaskHistory = Tasks['schemas']['HistoryView'];
export type Occurrence = Tasks['schemas']['OccurrenceView'];
export type Evidence = Tasks['schemas']['EvidenceView'];
export type Kpis = Tasks['schemas']['KpiAnswer'];
export type KpiLine = Tasks['schemas']['KpiLine'];
export type BulkInput = Tasks['schemas']['BulkInput'];
export type BulkAnswer = Tasks['schemas']['BulkAnswer'];
export type Assignment = Tasks['schemas']['AssignmentView'];
export type AssignmentInput = Tasks['schemas']['AssignmentInput'];
export type AssignedUnit = Tasks['schemas']['AssignedUnitView'];
export type ImportAnswer = Tasks['schemas']['ImportAnswer'];
export type TaskAction =
  | 'progress' | 'confirm' | 'reject' | 'reopen' | 'cancel' | 'ask-extension' | 'grant-extension' | 'refuse-extension' | 'extend' | 'assign' | 'wait' | 'resume'
  | 'evidence' | 'split';
