package procfile_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"alur/model"
	"alur/model/procfile"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// editor is the schema as an editor uses it.
func editor(t *testing.T, l model.Lang) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(procfile.Schema(l)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft7)
	c.AssertFormat()
	if err := c.AddResource("alur.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("alur.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// errNotYAML: an editor says so by itself, without any schema.
var errNotYAML = errors.New("no YAML")

// loaded is a file as editors hand it to a schema: YAML 1.2 turned into the
// values of JSON.
func loaded(data []byte) (any, error) {
	var docs []yaml.Node
	dec, err := yaml.NewLoader(bytes.NewReader(data))
	for err == nil {
		var doc yaml.Node
		if err = dec.Load(&doc); err == nil {
			docs = append(docs, doc)
		}
	}
	if len(docs) != 1 || len(docs[0].Content) != 1 {
		return nil, errNotYAML
	}
	return valueOf(docs[0].Content[0])
}

func valueOf(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		all := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i].Value
			v, err := valueOf(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			all[name] = v
		}
		return all, nil
	case yaml.SequenceNode:
		all := []any{}
		for _, c := range n.Content {
			v, err := valueOf(c)
			if err != nil {
				return nil, err
			}
			all = append(all, v)
		}
		return all, nil
	case yaml.AliasNode:
		return valueOf(n.Alias)
	}
	var v any
	if err := n.Decode(&v); err != nil {
		return nil, errNotYAML
	}
	if _, stamp := v.(time.Time); stamp {
		return n.Value, nil // JSON has no dates.
	}
	return v, nil
}
