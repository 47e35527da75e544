using Platform.Reporting;

var app = ReportingService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
