using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Reading.Files;
using Platform.Reading.Worker;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Reading;

/// <summary>What a service reads uploaded files by: never in its own process, always in a worker that the file may cost.</summary>
public sealed partial class FileReading(WorkerPool workers, ILogger<FileReading> logger)
{
    /// <param name="unreadable">The service's own code for a file that is none of its kind.</param>
    /// <param name="noProgram">Its code for a kind of file that needs a program which is not installed.</param>
    /// <param name="stop">Ends the worker with the request.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="stop"/>.</exception>
    public async Task<Result<TRead>> ReadAsync<TReader, TOptions, TRead>(
        ReadOnlyMemory<byte> file, TOptions options, ErrorCode unreadable, CancellationToken stop, ErrorCode? noProgram = null)
        where TReader : IFileReader<TOptions, TRead>
    {
        var reader = typeof(TReader);
        var order = new Order($"{reader.FullName}, {reader.Assembly.GetName().Name}", JsonSerializer.Serialize(options));
        var answer = await workers.RunAsync(order, file, stop);
        if (answer.Refusal is Refusal.Failed)
            Log.Failed(logger, reader.Name, answer.Said);
        return answer switch
        {
            { IsBusy: true } => new Failure(RequestErrors.TooMany, "Đang có nhiều tệp được đọc cùng lúc; hãy thử lại sau ít giây."),
            { NoWorker: { } why } => NoWorker(why),
            { Refusal: null } => JsonSerializer.Deserialize<TRead>(answer.Read)!,
            { Refusal: Refusal.TooDeep } => new Failure(RequestErrors.FileTooDeep, answer.Said),
            { Refusal: Refusal.TooLarge } => new Failure(RequestErrors.FileUnfoldsTooLarge, answer.Said),
            { Refusal: Refusal.TookTooLong } => new Failure(RequestErrors.FileTookTooLong, answer.Said),
            { Refusal: Refusal.NoProgram } => new Failure(noProgram ?? unreadable, answer.Said),
            { Refusal: Refusal.Failed } => new Failure(unreadable, "Không đọc được tệp này; hãy lưu lại bằng Word hoặc Excel rồi tải lên."),
            _ => new Failure(unreadable, answer.Said),
        };
    }

    private Failure NoWorker(Exception why)
    {
        Log.NoWorker(logger, why);
        return Problems.ByStatus(503)!;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The reader {Reader} failed: {Said}")]
        public static partial void Failed(ILogger logger, string reader, string said);

        [LoggerMessage(2, LogLevel.Error, "No reading worker can be started")]
        public static partial void NoWorker(ILogger logger, Exception why);
    }
}

/// <summary>Adds <see cref="FileReading"/>; all services of one process share its workers.</summary>
public static class FileReadingRegistration
{
    public static void AddFileReading(this IServiceCollection services) =>
        services.AddSingleton(_ => WorkerPool.OfThisProcess).AddSingleton<FileReading>();
}
