using System.Net;
using System.Net.Sockets;

namespace Platform.Local;

/// <summary>
/// Free loopback ports, below the range that the system gives to outgoing connections: a port found free there does not get
/// taken by a passing client before its service listens. A port once given is kept from every other process that asks here (a lock file
/// that goes with the process), so that platforms that start side by side do not take each other's.
/// </summary>
public static class Ports
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly List<FileStream> Kept = [];

    /// <param name="count">How many.</param>
    /// <param name="except">One that is somebody's already.</param>
    public static int[] Free(int count, int except = 0)
    {
        var locks = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "platform-ports")).FullName;
        var start = Random.Shared.Next(First, Last);
        var ports = Enumerable.Range(0, Last - First)
            .Select(i => First + ((start - First + i) % (Last - First)))
            .Where(port => port != except && Keep(locks, port) && IsFree(port)).Take(count).ToArray();
        return ports.Length == count ? ports : throw new LocalPlatformException(new(
            $"Không còn {count} cổng trống trên 127.0.0.1.", $"There are not {count} free ports on 127.0.0.1."));
    }

    private static bool Keep(string locks, int port)
    {
        try
        {
            var mine = new FileStream(Path.Combine(locks, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lock (Kept)
                Kept.Add(mine);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
