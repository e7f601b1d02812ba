//! The tree that html5ever builds while it reads a page. Its nodes lie in one list and know each other by number.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// The number of a node.
pub(super) type Handle = usize;

/// The number of the document itself.
pub(super) const ROOT: Handle = 0;

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    Text(StrTendril),
    Element(Element),
    /// The document, a comment, or what is of no use here.
    Other,
}

#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
    /// The node that holds the content of a `template`, which is no part of the page.
    template: Option<Handle>,
    /// Whether HTML may follow within MathML.
    holds_html: bool,
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) parent: Option<Handle>,
    pub(super) first_child: Option<Handle>,
    last_child: Option<Handle>,
    previous: Option<Handle>,
    pub(super) next: Option<Handle>,
}

/// Reads a page as browsers without scripts do. The nodes are in no order; the first is the document.
pub(super) fn read(page: &str) -> Vec<Node> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    parse_document(Builder::new(), options).one(page)
}

/// The nodes so far. The parser asks for changes through shared references.
struct Builder(RefCell<Vec<Node>>);

impl Builder {
    fn new() -> Builder {
        let builder = Builder(RefCell::default());
        builder.add(Content::Other);
        builder
    }

    /// Adds a node without neighbours.
    fn add(&self, content: Content) -> Handle {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Node {
            content,
            parent: None,
            first_child: None,
            last_child: None,
            previous: None,
            next: None,
        });
        nodes.len() - 1
    }

    /// Puts something behind `previous`, or else first, and before `next`, or else last, below a node. Text is joined to
    /// text in front of it.
    fn insert(&self, parent: Handle, previous: Option<Handle>, next: Option<Handle>, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.0.borrow_mut();
                if let Some(Content::Text(before)) = previous.map(|node| &mut nodes[node].content) {
                    return before.push_tendril(&text);
                }
                drop(nodes);
                self.add(Content::Text(text))
            }
        };
        let nodes = &mut *self.0.borrow_mut();
        match previous {
            Some(node) => nodes[node].next = Some(child),
            None => nodes[parent].first_child = Some(child),
        }
        match next {
            Some(node) => nodes[node].previous = Some(child),
            None => nodes[parent].last_child = Some(child),
        }
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next) = (Some(parent), previous, next);
    }

    fn remove(&self, child: Handle) {
        let nodes = &mut *self.0.borrow_mut();
        let node = &mut nodes[child];
        let Some(parent) = node.parent.take() else { return };
        let (previous, next) = (node.previous.take(), node.next.take());
        match previous {
            Some(node) => nodes[node].next = next,
            None => nodes[parent].first_child = next,
        }
        match next {
            Some(node) => nodes[node].previous = previous,
            None => nodes[parent].last_child = previous,
        }
    }

    /// Removes a child from where it is, if it is a node.
    fn free(&self, child: &NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = child {
            self.remove(*node);
        }
    }
}

impl TreeSink for Builder {
    type Handle = Handle;
    type Output = Vec<Node>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Vec<Node> {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> Handle {
        ROOT
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, node: &'a Handle) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |nodes| match &nodes[*node].content {
            Content::Element(element) => &element.name,
            _ => unreachable!("only elements are asked for their names"),
        })
    }

    fn get_template_contents(&self, node: &Handle) -> Handle {
        match &self.0.borrow()[*node].content {
            Content::Element(Element {
                template: Some(content),
                ..
            }) => *content,
            _ => *node,
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &Handle) -> bool {
        matches!(&self.0.borrow()[*node].content, Content::Element(element) if element.holds_html)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let template = flags.template.then(|| self.add(Content::Other));
        self.add(Content::Element(Element {
            name,
            attributes,
            template,
            holds_html: flags.mathml_annotation_xml_integration_point,
        }))
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.add(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(Content::Other)
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.free(&child);
        let last = self.0.borrow()[*parent].last_child;
        self.insert(*parent, last, None, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.free(&child);
        let (parent, previous) = {
            let node = &self.0.borrow()[*sibling];
            (node.parent, node.previous)
        };
        if let Some(parent) = parent {
            self.insert(parent, previous, Some(*sibling), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.0.borrow()[*element].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn add_attrs_if_missing(&self, node: &Handle, mut attributes: Vec<Attribute>) {
        if let Content::Element(element) = &mut self.0.borrow_mut()[*node].content {
            attributes.retain(|new| element.attributes.iter().all(|known| known.name != new.name));
            element.attributes.append(&mut attributes);
        }
    }

    fn remove_from_parent(&self, node: &Handle) {
        self.remove(*node);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        loop {
            let Some(child) = self.0.borrow()[*node].first_child else {
                return;
            };
            self.append(parent, NodeOrText::AppendNode(child));
        }
    }
}
