package model

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// ImportMap is how the columns of a file fill what a case begins with, kept
// under a name: the export of a marketplace is the same every day.
type ImportMap struct {
	Process  string `json:"process"`
	Division string `json:"division,omitempty"`
	// Columns are by field, Set the values of every row, Split what parts the
	// entries of lists; all as they were typed.
	Columns map[string]string `json:"columns,omitempty"`
	Set     map[string]string `json:"set,omitempty"`
	Split   map[string]string `json:"split,omitempty"`
}

// mostImportMaps bounds how many are kept: they stand in every setting.
const mostImportMaps = 50

// ImportMapNamed is the mapping of a name, whatever the case of its letters.
func (s Settings) ImportMapNamed(name string) (ImportMap, bool) {
	for known, m := range s.ImportMaps {
		if strings.EqualFold(known, strings.TrimSpace(name)) {
			return m, true
		}
	}
	return ImportMap{}, false
}

// WithImportMap is the settings with a mapping under a name, in the place of
// one of that name.
func (s Settings) WithImportMap(name string, m ImportMap) Settings {
	all := map[string]ImportMap{}
	for known, old := range s.ImportMaps {
		if !strings.EqualFold(known, name) {
			all[known] = old
		}
	}
	all[strings.TrimSpace(name)] = m
	s.ImportMaps = all
	return s
}

// WithoutImportMap is the settings without the mapping of a name; false where
// there is none.
func (s Settings) WithoutImportMap(name string) (Settings, bool) {
	all := map[string]ImportMap{}
	for known, m := range s.ImportMaps {
		if !strings.EqualFold(known, strings.TrimSpace(name)) {
			all[known] = m
		}
	}
	found := len(all) < len(s.ImportMaps)
	s.ImportMaps = all
	return s, found
}

// tidyImportMaps are mappings whose texts are clean.
func tidyImportMaps(of map[string]ImportMap) map[string]ImportMap {
	if len(of) == 0 {
		return of
	}
	of = maps.Clone(of)
	for name, m := range of {
		m.Process, m.Division = tidyReason(m.Process), tidyReason(m.Division)
		m.Columns, m.Set = tidyPairs(m.Columns, tidyReason), tidyPairs(m.Set, tidyReason)
		m.Split = tidyPairs(m.Split, tidySeparator)
		of[name] = m
	}
	return of
}

// tidySeparator is a text without what nobody can see. It leaves tabs and the ends of lines as they are: they can part
// the entries of a list.
func tidySeparator(text string) string {
	return strings.Map(func(r rune) rune {
		if hidden(r) && !breaksLine(r) {
			return -1
		}
		return r
	}, text)
}

// tidyPairs are texts by the names of fields.
func tidyPairs(pairs map[string]string, clean func(string) string) map[string]string {
	if len(pairs) == 0 {
		return pairs
	}
	tidy := make(map[string]string, len(pairs))
	for field, text := range pairs {
		if field = tidyReason(field); field != "" {
			tidy[field] = clean(text)
		}
	}
	return tidy
}

// mostPairs and longestPair bound what one mapping says.
const (
	mostPairs   = 200
	longestPair = 500
)

// check refuses a mapping that says more than the columns of a file can need.
func (m ImportMap) check(name string) error {
	texts, all := []string{m.Process, m.Division}, len(m.Columns)+len(m.Set)+len(m.Split)
	for _, pairs := range []map[string]string{m.Columns, m.Set, m.Split} {
		for field, text := range pairs {
			texts = append(texts, field, text)
		}
	}
	long := slices.ContainsFunc(texts, func(text string) bool { return utf8.RuneCountInString(text) > longestPair })
	if long || all > mostPairs {
		return refuse("long_map", Say{
			EN: "The mapping %s says too much: %d fields at most, and %d letters for each.",
			ID: "Pemetaan %s terlalu panjang: paling banyak %d isian, dan %d huruf untuk masing-masing.",
		}, name, mostPairs, longestPair)
	}
	return nil
}

// checkImportMaps refuses names that could not be typed again.
func (s Settings) checkImportMaps() error {
	if len(s.ImportMaps) > mostImportMaps {
		return refuse("many_maps", Say{
			EN: "There are %d mappings already, which is the most. Save it under the name of one that is not used any more.",
			ID: "Sudah ada %d pemetaan, dan itu yang terbanyak. Simpan dengan nama yang sudah tidak dipakai.",
		}, mostImportMaps)
	}
	for _, name := range slices.Sorted(maps.Keys(s.ImportMaps)) {
		if !isID(strings.ToLower(name)) || len(name) > longestName {
			return refuse("bad_name", Say{
				EN: "A mapping is called by letters, digits and -, as in shopee, not %q.",
				ID: "Nama pemetaan terdiri dari huruf, angka dan -, misalnya shopee, bukan %q.",
			}, shorten(name))
		}
		if err := s.ImportMaps[name].check(name); err != nil {
			return err
		}
	}
	return nil
}

// words are what a mapping says.
func (m ImportMap) words() Reason {
	all := []string{m.Process}
	for _, pairs := range []map[string]string{m.Columns, m.Set, m.Split} {
		for _, field := range slices.Sorted(maps.Keys(pairs)) {
			all = append(all, field+"="+CleanText(pairs[field]))
		}
	}
	return verbatim(strings.Join(all, " "))
}

// mapsDiff adds what changed in the mappings of imports.
func mapsDiff(d []difference, before, after Settings) []difference {
	names := slices.Concat(slices.Collect(maps.Keys(before.ImportMaps)), slices.Collect(maps.Keys(after.ImportMaps)))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		was, is := before.ImportMaps[name].words(), after.ImportMaps[name].words()
		if was.In(English) != is.In(English) {
			d = append(d, difference{Say{EN: "mapping " + name, ID: "pemetaan " + name}, was, is})
		}
	}
	return d
}
