using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CdmPolicy.Frames;

/// <summary>
/// A bounded list of the identities of pages, resident or not, newest first. Its links are by page number, so that adding,
/// finding and removing take the same few steps however long it is. Eight bytes for each page there can be.
/// </summary>
/// <remarks>A mutable struct: hold it in a field that is not readonly. Its memory is freed by <see cref="Release()"/>, or when it is collected.</remarks>
public unsafe struct GhostList
{
    // Identities are page numbers plus one, so that zeroed memory holds no page.
    private readonly NativeBlock _block;
    private readonly Links* _links;
    private readonly int _capacity;
    private int _newest;
    private int _oldest;
    private int _count;

    /// <param name="capacity">Identities it holds, at most; none below 1.</param>
    /// <param name="pages">Pages are numbered from 0 to this, exclusive.</param>
    public GhostList(long capacity, int pages)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pages);
        _capacity = (int)Math.Clamp(capacity, 0, pages);
        _block = new NativeBlock(_capacity == 0 ? 0 : (pages + 1L) * sizeof(Links));
        _links = (Links*)_block.Start;
    }

    public readonly int Count => _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(int page) => _count != 0 && (_links[page + 1].Newer != 0 || _newest == page + 1);

    internal readonly bool IsFull => _count == _capacity;

    /// <summary>The page at the front, or -1.</summary>
    public readonly int Newest => _newest - 1;

    /// <summary>The page at the back, or -1.</summary>
    public readonly int Oldest => _oldest - 1;

    /// <summary>The neighbour of a page that is there, towards the front, or -1.</summary>
    public readonly int Newer(int page) => _links[page + 1].Newer - 1;

    /// <summary>The neighbour of a page that is there, towards the back, or -1.</summary>
    public readonly int Older(int page) => _links[page + 1].Older - 1;

    /// <summary>Starts bringing a page's links into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefetch(int page)
    {
        if (Sse.IsSupported) Sse.Prefetch0(_links + page + 1);
    }

    /// <summary>Puts a page to the front, wherever it was; the oldest makes room.</summary>
    public void Add(int page)
    {
        if (_capacity == 0 || _newest == page + 1) return;
        if (!Remove(page) && _count == _capacity) Drop();
        var id = page + 1;
        _links[id].Older = _newest;
        if (_newest != 0) _links[_newest].Newer = id;
        else _oldest = id;
        _newest = id;
        _count++;
    }

    /// <returns>True if the page was there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Remove(int page)
    {
        if (!Contains(page)) return false;
        Unlink(page + 1);
        return true;
    }

    /// <summary>Forgets the oldest; nothing happens where there is none.</summary>
    public void Drop()
    {
        if (_count != 0) Unlink(_oldest);
    }

    /// <summary>Frees its memory; it is not used any more.</summary>
    public readonly void Release() => _block?.Dispose();

    private void Unlink(int id)
    {
        ref var links = ref _links[id];
        if (links.Newer != 0) _links[links.Newer].Older = links.Older;
        else _newest = links.Older;
        if (links.Older != 0) _links[links.Older].Newer = links.Newer;
        else _oldest = links.Newer;
        links = default;
        _count--;
    }

    private struct Links
    {
        public int Newer;
        public int Older;
    }
}
