using System.Reflection;
using CdmPolicy.Caching;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Loading;

/// <summary>A reclaimer with its arguments, compiled and ready to simulate.</summary>
internal sealed class CacheOrder : ICacheOrder
{
    private readonly Type _simulation;

    private CacheOrder(string text, Assembly assembly)
    {
        Text = text;
        var entry = OrderManifest.Of(assembly);
        var layout = FrameState.Holding(entry.StateBytes);
        var reclaimer = assembly.GetType(entry.TypeName, throwOnError: true)!.MakeGenericType(layout);
        _simulation = typeof(CacheSimulation<,>).MakeGenericType(reclaimer, layout);
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <param name="texts">Files with the user's own reclaimers; the library's are always known.</param>
    /// <exception cref="FindingsException">The files have errors.</exception>
    /// <exception cref="CommandException">The order names no reclaimer, or its arguments are wrong.</exception>
    public static CacheOrder Load(string order, IReadOnlyList<SourceText> texts, AssemblyCache cache)
    {
        var key = CacheKey.Of($"order {order}", texts);
        if (cache.Read(key) is { } kept) return new(order, LoadedAssembly.Load(kept));
        var image = OrderCompiler.Build(order, texts, $"cdmp-{key}");
        cache.Write(key, image);
        return new(order, LoadedAssembly.Load(image));
    }

    public ICacheSimulation Create(int capacity, Trace trace)
    {
        try
        {
            return (ICacheSimulation)Activator.CreateInstance(_simulation, capacity, trace.PageCount)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is OutOfMemoryException inner)
        {
            throw inner;
        }
    }
}
