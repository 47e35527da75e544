using Platform.Plans;

var app = PlansService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
