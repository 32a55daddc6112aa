using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CdmPolicy.Frames;

/// <summary>A <see cref="GhostList"/> whose identities have fields, and know how often others came in front of them.</summary>
/// <remarks>
/// A mutable struct: hold it in a field that is not readonly. Its memory is freed by <see cref="Release()"/>, or when it is collected. Fields stand apart from
/// the links, so that a ghost without any pays nothing for them; those of a page that is not there are 0.
/// </remarks>
public unsafe struct GhostTable
{
    private readonly NativeBlock _block;
    private readonly byte* _entries;
    private readonly int _fieldBytes;
    private readonly int _stride;
    private GhostList _list;
    private long _added;

    /// <param name="capacity">Identities it holds, at most; none below 1.</param>
    /// <param name="pages">Pages are numbered from 0 to this, exclusive.</param>
    /// <param name="fieldBytes">Bytes of fields for each, a multiple of 4.</param>
    /// <param name="measured"><see cref="Distance"/> is asked for.</param>
    public GhostTable(long capacity, int pages, int fieldBytes, bool measured)
    {
        _list = new GhostList(capacity, pages);
        _fieldBytes = measured ? (fieldBytes + 7) & ~7 : fieldBytes;
        _stride = _fieldBytes + (measured ? sizeof(long) : 0);
        _block = new NativeBlock((long)pages * _stride);
        _entries = _block.Start;
        _added = 0;
    }

    public readonly int Count => _list.Count;

    /// <summary>The page at the front, or -1.</summary>
    public readonly int Newest => _list.Newest;

    /// <summary>The page at the back, or -1.</summary>
    public readonly int Oldest => _list.Oldest;

    /// <inheritdoc cref="GhostList.Newer"/>
    public readonly int Newer(int page) => _list.Newer(page);

    /// <inheritdoc cref="GhostList.Older"/>
    public readonly int Older(int page) => _list.Older(page);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(int page) => _list.Contains(page);

    /// <summary>Starts bringing what is kept of a page into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefetch(int page)
    {
        _list.Prefetch(page);
        if (Sse.IsSupported) Sse.Prefetch0(_entries + (long)page * _stride);
    }

    /// <summary>A page's fields, seen as <typeparamref name="T"/> from a byte offset; to be written only while it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Field<T>(int page, int offset)
        where T : unmanaged => ref *(T*)(_entries + (long)page * _stride + offset);

    /// <summary>Puts a page to the front, with its fields if it was there; the oldest makes room.</summary>
    public void Add(int page)
    {
        if (!_list.Contains(page) && _list.IsFull) Drop();
        _list.Add(page);
        _added++;
        if (_stride > _fieldBytes && _list.Contains(page)) Field<long>(page, _fieldBytes) = _added;
    }

    /// <returns>True if the page was there.</returns>
    public bool Remove(int page)
    {
        if (!_list.Remove(page)) return false;
        Forget(page);
        return true;
    }

    /// <summary>Forgets the oldest; nothing happens where there is none.</summary>
    public void Drop()
    {
        if (_list.Count == 0) return;
        var oldest = _list.Oldest;
        _list.Drop();
        Forget(oldest);
    }

    /// <summary>How often a page was put to the front since this one was; 2^63-1 where it is not there.</summary>
    public readonly long Distance(int page) => _list.Contains(page) ? _added - Field<long>(page, _fieldBytes) : long.MaxValue;

    /// <summary>Frees its memory; it is not used any more.</summary>
    public readonly void Release()
    {
        _list.Release();
        _block?.Dispose();
    }

    private readonly void Forget(int page) => new Span<byte>(_entries + (long)page * _stride, _stride).Clear();
}
