package procfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"alur/model"

	"github.com/agext/levenshtein"
	"go.yaml.in/yaml/v4"
)

// pair is one key of a mapping with its value.
type pair struct {
	key   string
	name  *yaml.Node
	value *yaml.Node
	// path is the place of the value.
	path string
}

// pairs reads a mapping whose keys are the owner's own words. It answers
// false where there is no mapping.
func (r *reader) pairs(n *yaml.Node, path string, key any, wanted model.Say) ([]pair, bool) {
	r.nodes[path] = n
	if r.odd[n] || n.Kind != yaml.MappingNode {
		r.unsure(path)
		r.fault(n, model.Say{EN: "%s wants %s", ID: "%s harus berupa %s"}, key, wanted)
		return nil, false
	}
	var all []pair
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		word := strings.TrimSpace(model.CleanText(name.Value))
		if name.Kind != yaml.ScalarNode || word == "" {
			r.unsure(path)
			r.fault(name, model.Say{
				EN: "before the colon belongs one word",
				ID: "sebelum titik dua harus ada satu kata",
			})
			continue
		}
		if utf8.RuneCountInString(word) > maxLine {
			r.unsure(path)
			r.fault(name, tooLong(), model.Say{EN: "this key", ID: "kunci ini"}, maxLine)
			continue
		}
		if line, double := first[word]; double {
			r.fault(name, model.Say{
				EN: "%q stands here twice (first on line %d): keep one of them",
				ID: "%q ditulis dua kali (pertama di baris %d): simpan salah satu",
			}, short(word), line)
			continue
		}
		r.unseen(name)
		first[word] = name.Line
		r.nodes[join(path, word)] = name
		all = append(all, pair{key: word, name: name, value: value, path: join(path, word)})
	}
	return all, true
}

// filled is pairs for a mapping that says nothing where it is empty.
func (r *reader) filled(n *yaml.Node, path string, key any, wanted model.Say) ([]pair, bool) {
	all, ok := r.pairs(n, path, key, wanted)
	if ok && len(n.Content) == 0 {
		r.emptyList(n, path, key)
	}
	return all, ok
}

// entries is pairs for a mapping whose keys belong to the format; only known
// ones are returned.
func (r *reader) entries(n *yaml.Node, path string, key any, words keys) []pair {
	all, _ := r.pairs(n, path, key, model.Say{EN: "keys with values", ID: "kunci dan nilai"})
	if path == "" {
		r.misspeltSteps(all)
	}
	return slices.DeleteFunc(all, func(p pair) bool {
		if words.has(p.key) {
			return false
		}
		r.unknown(p, words)
		return true
	})
}

// misspeltSteps gives the steps their key where it is misspelt, after telling
// so: all that stands below it can be read all the same.
func (r *reader) misspeltSteps(all []pair) {
	named := slices.ContainsFunc(all, func(p pair) bool { return p.key == stepsKey })
	for i, p := range all {
		if !named && p.value.Kind == yaml.SequenceNode && !r.words.process.has(p.key) && nearest(p.key, r.words.process) == stepsKey {
			r.fault(p.name, noSuchKey(), short(p.key), stepsKey)
			all[i].key, all[i].path = stepsKey, stepsKey
			return
		}
	}
}

// stepsKey is the key of the list of steps.
const stepsKey = "steps"

func noSuchKey() model.Say {
	return model.Say{
		EN: "there is no key %q; did you mean %q?",
		ID: "tidak ada kunci %q; maksudnya %q?",
	}
}

func (r *reader) unknown(p pair, words keys) {
	if r.full() {
		return
	}
	if word, _, _ := strings.Cut(p.key, ":"); p.value.Value == "" && r.gluedColon(p.name, words) {
		r.unsure(join(parent(p.path), word))
		return
	}
	if near := nearest(p.key, words); near != "" {
		r.unsure(join(parent(p.path), near))
		r.fault(p.name, noSuchKey(), short(p.key), near)
		return
	}
	r.fault(p.name, model.Say{
		EN: "there is no key %q here; these can stand here: %s",
		ID: "tidak ada kunci %q di sini; yang bisa dipakai: %s",
	}, short(p.key), strings.Join(words.names(), ", "))
}

// longestKey bounds the words that are compared with known keys.
const longestKey = 20

// nearest is the key a word was probably meant to be, or empty.
func nearest(word string, words keys) string {
	word = strings.ToLower(strings.ReplaceAll(word, " ", "_"))
	if len(word) > longestKey {
		return ""
	}
	if meant := synonym(word); words.has(meant) {
		return meant
	}
	best, least := "", 3
	for _, key := range words.names() {
		allowed := min(2, len(key)/2)
		if d := levenshtein.Distance(word, key, nil); d <= allowed && d < least {
			best, least = key, d
		}
	}
	return best
}

// synonym knows the words people try, in both languages.
func synonym(word string) string {
	for _, tried := range []struct{ key, words string }{
		{"process", "name proses nama"},
		{"steps", "step langkah tasks tugas"},
		{"role", "peran assignee who siapa"},
		{"how", "description instructions cara note catatan"},
		{"check", "checklist checks periksa centang"},
		{"record", "fields form isian catat"},
		{"outcomes", "outcome results hasil"},
		{"reasons", "reason alasan"},
		{"when", "if condition jika bila kalau"},
		{"after", "setelah depends_on needs"},
		{"then", "next goto lalu"},
		{"due", "deadline batas"},
		{"takes", "duration lama"},
		{"do", "lakukan kerjakan text task action"},
		{"wait", "tunggu"},
		{"auto", "otomatis"},
		{"title", "judul"},
		{"owner", "pemilik"},
		{"promise", "janji"},
		{"start", "mulai"},
	} {
		if slices.Contains(strings.Fields(tried.words), word) {
			return tried.key
		}
	}
	return ""
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
