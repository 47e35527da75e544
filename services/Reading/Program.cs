using Platform.Reading.Worker;

// The worker process: reads one file after the other from the service that started it, until that closes its input.
return WorkerLoop.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
