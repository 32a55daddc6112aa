using System.Runtime.ExceptionServices;

namespace CdmPolicy.Cli.Running;

/// <summary>Pieces of work on several cores, begun in their order.</summary>
internal static class Workers
{
    /// <param name="workers">How many at once, at least 1.</param>
    /// <param name="work">Does the piece of a number from 0 on; pieces share nothing that changes.</param>
    /// <exception cref="Exception">The first that a piece threw; those that were begun are done by then, and no other begins.</exception>
    public static void Run(int count, int workers, Action<int> work)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        // Threads of their own: a simulation keeps its core busy for long, and one a core is right.
        var threads = Enumerable.Range(0, Math.Min(count, workers)).Select(_ => new Thread(() =>
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < count;) work(i);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                Volatile.Write(ref next, count); // the others end after what they are at
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        failure?.Throw();
    }
}
