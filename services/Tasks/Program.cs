using Platform.Tasks;

var app = TasksService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
