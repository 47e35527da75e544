using System.Reflection;
using System.Text;
using System.Text.Json;
using Platform.Reading.Files;

namespace Platform.Reading.Worker;

/// <summary>
/// The worker's side: one order after the other under the limits of <see cref="ProcessorLimit"/>. A file that breaks a limit the hard way
/// (processor, stack) takes this process with it and nothing else.
/// </summary>
public static class WorkerLoop
{
    private const int LongestOrder = 4 * 1024 * 1024;
    private const int LongestFile = 32 * 1024 * 1024;

    /// <summary>Beyond this the worker ends after its answer: what a file cost is given back to the system.</summary>
    private const long MostKept = 128L * 1024 * 1024;

    /// <summary>Processor time of one file, with what the programs it starts take.</summary>
    public static readonly TimeSpan PerFile = TimeSpan.FromSeconds(1.5);

    private static TimeSpan s_programs;
    private static bool s_reads;

    public static int Run(Stream input, Stream output)
    {
        ProcessorLimit.Prepare();
        s_reads = true;
        while (true)
        {
            byte[] order, file;
            try
            {
                order = Frames.ReadAsync(input, LongestOrder, default).GetAwaiter().GetResult();
                file = Frames.ReadAsync(input, LongestFile, default).GetAwaiter().GetResult();
            }
            catch (EndOfStreamException)
            {
                // The service closed the pipe or is gone.
                return 0;
            }
            var (refusal, answer, isLast) = Answer(order, file);
            file = [];
            isLast |= Environment.WorkingSet > MostKept;
            output.Write([refusal, isLast ? (byte)1 : (byte)0]);
            Frames.WriteAsync(output, answer, default).GetAwaiter().GetResult();
            output.Flush();
            if (isLast)
                return 0;
        }
    }

    /// <summary>To be called by a reader after a program of its own has ended: its time counts as the file's. Outside a worker there is nothing to count.</summary>
    public static void CountPrograms()
    {
        if (!s_reads)
            return;
        var spent = ProcessorLimit.OfPrograms() - s_programs;
        s_programs += spent;
        // The timer runs on; what is left of it is at least what the programs left.
        ProcessorLimit.Arm(TimeSpan.FromMilliseconds(Math.Max(50, (PerFile - spent).TotalMilliseconds)));
    }

    private static (byte Refusal, byte[] Answer, bool IsLast) Answer(byte[] order, byte[] file)
    {
        ProcessorLimit.Arm(PerFile);
        try
        {
            var answer = Read(JsonSerializer.Deserialize<Order>(order)!, file);
            return answer.Length > Frames.LongestAnswer ? Refused(FileRefused.TooLarge()) : (Frames.NoRefusal, answer, false);
        }
        catch (FileRefused refused)
        {
            return Refused(refused);
        }
        catch (OutOfMemoryException)
        {
            return Refused(FileRefused.TooLarge()) with { IsLast = true };
        }
        catch (Exception error)
        {
            // A bug in a reader: the service logs it and answers that the file cannot be read.
            return ((byte)Refusal.Failed, Encoding.UTF8.GetBytes(error.ToString()), true);
        }
        finally
        {
            ProcessorLimit.Arm(TimeSpan.Zero);
        }
    }

    private static (byte Refusal, byte[] Answer, bool IsLast) Refused(FileRefused refused) => ((byte)refused.Refusal, Encoding.UTF8.GetBytes(refused.Message), false);

    private static byte[] Read(Order order, byte[] file)
    {
        var reader = Type.GetType(order.Reader, throwOnError: true)!;
        var contract = reader.GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IFileReader<,>)).GetGenericArguments();
        return (byte[])typeof(WorkerLoop).GetMethod(nameof(ReadBy), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(reader, contract[0], contract[1])
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [order.Options, file], null)!;
    }

    private static byte[] ReadBy<TReader, TOptions, TRead>(string options, byte[] file) where TReader : IFileReader<TOptions, TRead> =>
        JsonSerializer.SerializeToUtf8Bytes(TReader.Read(file, JsonSerializer.Deserialize<TOptions>(options)!));
}
