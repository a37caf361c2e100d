package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"alur/model"
)

// Every sentence of the screens stands there in both languages, with the same
// verbs.
func TestEverySentenceIsInBothLanguages(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set, sentences := token.NewFileSet(), 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || len(lit.Elts) == 0 {
				return true
			}
			texts := map[string]string{}
			for _, e := range lit.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					return true
				}
				if value, ok := kv.Value.(*ast.BasicLit); ok {
					if key, ok := kv.Key.(*ast.Ident); ok {
						texts[key.Name] = value.Value
					}
				}
			}
			if texts["EN"] == "" && texts["ID"] == "" {
				return true
			}
			sentences++
			at := set.Position(lit.Pos())
			if len(texts["EN"]) < 3 || len(texts["ID"]) < 3 {
				t.Errorf("%s: a sentence lacks a language: %v", at, texts)
			}
			if strings.Count(texts["EN"], "%") != strings.Count(texts["ID"], "%") {
				t.Errorf("%s: the verbs differ: %v", at, texts)
			}
			return true
		})
	}
	if sentences < 100 {
		t.Errorf("only %d sentences were looked at", sentences)
	}
}

func TestEveryKeyHasWordsAndNoDigit(t *testing.T) {
	seen := map[string]keyID{}
	for _, b := range bindings() {
		for _, lang := range model.Langs() {
			if b.words.In(lang) == "" || b.short.In(lang) == "" {
				t.Errorf("%s has no words in %s", b.id, lang)
			}
		}
		for _, name := range append(append([]string{}, b.keys...), b.letters...) {
			if strings.Trim(name, "0123456789") == "" {
				t.Errorf("%s is bound to the digit %s; scans are digits", b.id, name)
			}
			if other, twice := seen[name]; twice {
				t.Errorf("%s means both %s and %s", name, b.id, other)
			}
			if name == " " {
				t.Errorf("%s is bound to a bare space, which never comes", b.id)
			}
			seen[name] = b.id
		}
	}
}

func TestKeyTable(t *testing.T) {
	for _, lang := range model.Langs() {
		path := filepath.Join("testdata", "keys."+string(lang)+".golden")
		got := KeyTable(lang)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil || got != string(want) {
			t.Errorf("%s differs (%v); run the test with -update:\n%s", path, err, got)
		}
	}
}
