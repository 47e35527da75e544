using System.Net;
using System.Net.Sockets;

namespace Platform.Local;

/// <summary>
/// Free loopback ports, below the range that the system gives to outgoing connections: a port found free there does not get
/// taken by a passing client before its service listens.
/// </summary>
public static class Ports
{
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int[] Free(int count)
    {
        var start = Random.Shared.Next(First, Last);
        var ports = Enumerable.Range(0, Last - First)
            .Select(i => First + ((start - First + i) % (Last - First)))
            .Where(IsFree).Take(count).ToArray();
        return ports.Length == count ? ports : throw new LocalPlatformException($"There are not {count} free ports on 127.0.0.1.");
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
