package eventlog

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTextsAreNumberedAsTheyCome holds the table equal to a map of texts, also
// where all hashes are the same.
func TestTextsAreNumberedAsTheyCome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := newNames()
		index, list := map[string]int32{"": None}, []string{}
		text := rapid.OneOf(rapid.StringN(0, 3, -1), rapid.SampledFrom([]string{"a", "b", "ab", ""}))
		for _, s := range rapid.SliceOfN(text, 0, 300).Draw(t, "texts") {
			want, ok := index[s]
			if !ok {
				want = int32(len(list))
				index[s], list = want, append(list, s)
			}
			bytes := []byte(s)
			if got := n.of(bytes); got != want {
				t.Fatalf("%q is %d, want %d", s, got, want)
			}
			clear(bytes) // It is not kept.
		}
		for id, s := range list {
			if got := n.at(int32(id)); string(got) != s {
				t.Fatalf("%d is %q, want %q", id, got, s)
			}
		}
		if got := n.list(); !slices.Equal(got, list) {
			t.Fatalf("%q, want %q", got, list)
		}
	})
	const hash = 7 << 32
	n := newNames()
	for i := range 100 {
		text := []byte{byte(i)}
		place := n.place(hash, text)
		if n.table[place] != 0 {
			t.Fatalf("%d is there before it came", i)
		}
		n.text, n.ends = append(n.text, text...), append(n.ends, i+1)
		n.table[place] = hash | uint64(i+1)
		if 2*len(n.ends) > len(n.table) {
			n.grow()
		}
		if n.table[n.place(hash, text)] != hash|uint64(i+1) {
			t.Fatalf("%d is not where it was put", i)
		}
	}
}

func TestPagesHoldAllInTheirOrder(t *testing.T) {
	var p pages[int]
	for i := range 3*pageRows + 5 {
		p.add(i)
	}
	next := 0
	p.each(func(x *int) {
		if *x != next || *p.at(int32(next)) != next {
			t.Fatalf("%d stands at %d", *x, next)
		}
		next++
	})
	if next != p.len() || next != 3*pageRows+5 {
		t.Errorf("%d of %d", next, p.len())
	}
}
