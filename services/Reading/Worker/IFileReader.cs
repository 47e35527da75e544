namespace Platform.Reading.Worker;

/// <summary>
/// Reads one kind of uploaded file, in a worker process: pure but for the file, no service, no clock. What it takes and gives travels as
/// JSON. It throws <see cref="Files.FileRefused"/> for a file it gives up.
/// </summary>
public interface IFileReader<TOptions, TRead>
{
    static abstract TRead Read(ReadOnlyMemory<byte> file, TOptions options);
}
